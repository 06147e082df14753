package dev.landfall.controlplane.lease;

import dev.landfall.controlplane.job.AttemptRecord;
import dev.landfall.controlplane.job.Claiming;
import dev.landfall.controlplane.job.Claiming.Answer;
import dev.landfall.controlplane.job.Deadlines;
import dev.landfall.controlplane.job.JobChange;
import dev.landfall.controlplane.job.JobStatus;
import dev.landfall.controlplane.metric.Metrics;
import dev.landfall.controlplane.outbox.EventMessage;
import dev.landfall.controlplane.outbox.Timer;
import dev.landfall.controlplane.outbox.Tries;
import dev.landfall.controlplane.records.BatchOutcome;
import dev.landfall.controlplane.records.Document;
import dev.landfall.controlplane.runners.RunnerSession;
import dev.landfall.controlplane.runners.Sessions;
import dev.landfall.controlplane.signing.KeyRing;
import dev.landfall.controlplane.workflow.JobCommits;
import dev.landfall.controlplane.workflow.LoadedJob;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.lease.ClaimReply;
import dev.landfall.protocol.lease.ClaimRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Gives a queued attempt to the first runner that asks, by one conditional write. Thread-safe. */
public final class ClaimJob {
    private final JobCommits jobs;
    private final Sessions sessions;
    private final SpecSigning specs;
    private final HeldLeases held;
    private final Metrics metrics;
    private final InstantSource clock;

    ClaimJob(JobCommits jobs, Sessions sessions, KeyRing keys, HeldLeases held, Metrics metrics, InstantSource clock) {
        this.jobs = jobs;
        this.sessions = sessions;
        this.specs = new SpecSigning(keys, clock);
        this.held = held;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Claims an attempt. The same claim id again is answered as the first time, as long as the attempt lives.
     *
     * @throws LandfallException NOT_FOUND when there is no such job any more; CONFLICT when somebody else has it or it
     *     has ended: the message is stale and can be deleted. FORBIDDEN when it belongs to another pool, or a newer process
     *     of the runner has opened a session: the message is not for this one and stays
     */
    public ClaimReply claim(RunnerSession session, ClaimRequest request) {
        sessions.requireNewest(session);
        var claimed = Tries.until(() -> tryClaim(session, request));
        held.add(session.runner(), session.bootId(), claimed.attempt().lease());
        return specs.reply(claimed.job().value(), claimed.attempt());
    }

    private Optional<Claimed> tryClaim(RunnerSession session, ClaimRequest request) {
        var loaded = load(request);
        var claimer = new Claiming.Claimer(session.runner(), session.pool(), session.bootId());
        var answer = Claiming.decide(
                loaded.value(), loaded.attempt().map(Document::value), claimer, request, clock.instant());
        return switch (answer) {
            case Answer.Granted granted -> commit(loaded, granted.change());
            case Answer.Repeated repeated -> Optional.of(new Claimed(loaded, repeated.attempt()));
            case Answer.Refused refused -> throw refusal(request, refused.reason());
            case Answer.Foreign foreign -> throw foreign(request, foreign.reason());
        };
    }

    private LoadedJob load(ClaimRequest request) {
        var loaded = jobs.find(request.job())
                .orElseThrow(() -> LandfallException.notFound(
                        "There is no job " + request.job() + " any more; delete the message."));
        boolean waits =
                loaded.value().status() == JobStatus.QUEUED && loaded.value().attempt() == request.attempt();
        return waits ? loaded : new LoadedJob(loaded.job(), jobs.findAttempt(request.job(), request.attempt()));
    }

    private Optional<Claimed> commit(LoadedJob loaded, JobChange change) {
        var attempt = change.attempt().orElseThrow();
        var timer = new Timer(Deadlines.next(change.job(), attempt), EventMessage.lease(attempt.lease()));
        if (jobs.commit(loaded, change, timer) instanceof BatchOutcome.Refused) {
            return Optional.empty();
        }
        metrics.timing("landfall_pick_up_seconds", "From queued to claimed")
                .record(nonNegative(Duration.between(loaded.value().queuedAt(), attempt.claimedAt())));
        return Optional.of(new Claimed(loaded, attempt));
    }

    private LandfallException refusal(ClaimRequest request, String reason) {
        metrics.counter("landfall_claims_refused_total", "Claims of stale messages")
                .increment();
        return LandfallException.conflict("Attempt " + request.attempt() + " of job " + request.job()
                + " cannot be claimed: " + reason + "; delete the message.");
    }

    private LandfallException foreign(ClaimRequest request, String reason) {
        metrics.counter("landfall_claims_foreign_total", "Claims of jobs of another pool")
                .increment();
        return LandfallException.forbidden(
                "Job " + request.job() + " cannot be claimed: " + reason + "; leave the message in the queue.");
    }

    private static Duration nonNegative(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }

    private record Claimed(LoadedJob job, AttemptRecord attempt) {}
}
