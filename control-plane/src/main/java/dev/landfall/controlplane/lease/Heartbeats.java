package dev.landfall.controlplane.lease;

import dev.landfall.controlplane.job.Renewing;
import dev.landfall.controlplane.outbox.Tries;
import dev.landfall.controlplane.records.BatchOutcome;
import dev.landfall.controlplane.runners.RunnerSession;
import dev.landfall.controlplane.runners.Sessions;
import dev.landfall.controlplane.workflow.JobCommits;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.lease.HeartbeatReply;
import dev.landfall.protocol.lease.HeartbeatReply.Order;
import dev.landfall.protocol.lease.HeartbeatRequest;
import dev.landfall.protocol.lease.QueueMessage;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Renews all leases of a runner's process and says what to do with each. Thread-safe. */
public final class Heartbeats {
    private final JobCommits jobs;
    private final Sessions sessions;
    private final HeldLeases held;
    private final InstantSource clock;

    Heartbeats(JobCommits jobs, Sessions sessions, HeldLeases held, InstantSource clock) {
        this.jobs = jobs;
        this.sessions = sessions;
        this.held = held;
        this.clock = clock;
    }

    /**
     * Renews. Leases are renewed even when a newer process of the runner has opened a session: the older one may finish what
     * it has.
     *
     * @throws LandfallException CONFLICT when a newer process of this runner has opened a session; LIMIT for more leases
     *     than a runner may hold
     */
    public HeartbeatReply beat(RunnerSession session, HeartbeatRequest request) {
        if (request.held().size() > HeartbeatRequest.MAX_LEASES) {
            throw LandfallException.limit(
                    "A runner holds at most " + HeartbeatRequest.MAX_LEASES + " leases; give it fewer slots.");
        }
        Map<JobId, Order> orders = new LinkedHashMap<>();
        for (HeartbeatRequest.Held lease : request.held()) {
            orders.put(lease.lease().job(), Tries.until(() -> tryRenew(session, lease)));
        }
        var draining = request.draining() ? Sessions.Draining.YES : Sessions.Draining.NO;
        var renewal = sessions.renew(session, request.held().size(), draining);
        var announced = renewal.asked() ? jobs.waitingFor(session.runner(), clock.instant()) : List.<QueueMessage>of();
        return new HeartbeatReply(
                orders, renewal.drain(), renewal.queue(), renewal.token(), clock.instant(), announced);
    }

    private Optional<Order> tryRenew(RunnerSession session, HeartbeatRequest.Held renewed) {
        var lease = renewed.lease();
        var loaded = jobs.find(lease.job(), lease.attempt());
        var attempt = loaded.flatMap(found -> found.liveAttempt())
                .filter(found ->
                        found.fence() == lease.fence() && found.runner().equals(session.runner()));
        if (loaded.isEmpty() || attempt.isEmpty()) {
            held.remove(session.runner(), session.bootId(), lease);
            return Optional.of(Order.LOST);
        }
        var job = loaded.get().value();
        var change = Renewing.renewed(job, attempt.get(), renewed.phases(), clock.instant());
        if (jobs.commit(loaded.get(), change) instanceof BatchOutcome.Refused) {
            return Optional.empty();
        }
        held.add(session.runner(), session.bootId(), lease);
        return Optional.of(job.cancel() == null ? Order.CONTINUE : Order.CANCEL);
    }
}
