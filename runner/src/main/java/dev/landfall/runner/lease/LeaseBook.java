package dev.landfall.runner.lease;

import dev.landfall.protocol.job.DisconnectPolicy;
import dev.landfall.protocol.job.JobResult;
import dev.landfall.protocol.job.PhaseReport;
import dev.landfall.protocol.lease.CompleteRequest;
import dev.landfall.protocol.lease.HeartbeatRequest;
import dev.landfall.protocol.lease.Lease;
import dev.landfall.protocol.lease.LeaseTimes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every lease of this process and how far it is. Thread-safe.
 *
 * <pre>
 *            ended                 acknowledged
 *   RUNNING --------> UNREPORTED ----------------> (gone)
 *      | drop             | drop
 *      v                  v
 *   DROPPED --------> (gone, named as lost by the next session)
 *            ended
 * </pre>
 */
public final class LeaseBook {

    private final Map<Lease, Entry> entries = new LinkedHashMap<>();
    private final List<Lease> abandoned = new ArrayList<>();

    private enum Stage {
        RUNNING,
        UNREPORTED,
        DROPPED
    }

    /**
     * @param renewedNanos monotonic time of the call that made the lease
     * @return false, and nothing happens, when it is known already
     */
    public synchronized boolean add(Lease lease, DisconnectPolicy policy, long renewedNanos) {
        return entries.putIfAbsent(lease, new Entry(policy, renewedNanos)) == null;
    }

    public synchronized void phases(Lease lease, List<PhaseReport> phases) {
        var entry = entries.get(lease);
        if (entry != null) {
            entry.phases = List.copyOf(phases);
        }
    }

    /** What the next heartbeat renews: running attempts and those whose end is not yet acknowledged. */
    public synchronized List<HeartbeatRequest.Held> toRenew() {
        return entries.entrySet().stream()
                .filter(entry -> entry.getValue().stage != Stage.DROPPED)
                .map(entry -> new HeartbeatRequest.Held(entry.getKey(), entry.getValue().phases))
                .limit(HeartbeatRequest.MAX_LEASES)
                .toList();
    }

    /** These are good for another period, counted from when the renewal was asked for. */
    public synchronized void renewed(Collection<Lease> leases, long askedNanos) {
        for (var lease : leases) {
            var entry = entries.get(lease);
            if (entry != null) {
                entry.renewedNanos = askedNanos;
            }
        }
    }

    /** Running attempts that have to stop because they could not be renewed for {@link LeaseTimes#RUNNER_STOPS_AFTER}. */
    public synchronized List<Lease> overdue(long nowNanos) {
        return entries.entrySet().stream()
                .filter(entry -> entry.getValue().overdue(nowNanos))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * Gives a lease up: it is renewed no more, and its end will not be reported.
     *
     * @return whether its attempt runs and has to be ended
     */
    public synchronized boolean drop(Lease lease) {
        var entry = entries.get(lease);
        if (entry == null || entry.stage == Stage.DROPPED) {
            return false;
        }
        if (entry.stage == Stage.UNREPORTED) {
            entries.remove(lease);
            return false;
        }
        entry.stage = Stage.DROPPED;
        return true;
    }

    /**
     * The attempt is over.
     *
     * @return the policy of the job when its end has to be reported, otherwise empty
     */
    public synchronized Optional<DisconnectPolicy> ended(Lease lease, JobResult result) {
        var entry = entries.get(lease);
        if (entry == null) {
            return Optional.empty();
        }
        if (entry.stage == Stage.DROPPED) {
            entries.remove(lease);
            abandoned.add(lease);
            return Optional.empty();
        }
        entry.stage = Stage.UNREPORTED;
        entry.result = result;
        return Optional.of(entry.policy);
    }

    /** Ends that the control plane does not know yet, oldest first. */
    public synchronized List<CompleteRequest> unreported() {
        var requests = new ArrayList<CompleteRequest>();
        entries.forEach((lease, entry) -> {
            if (entry.result != null) {
                requests.add(new CompleteRequest(lease, entry.result));
            }
        });
        return requests;
    }

    /** The control plane knows the end, or does not want it. */
    public synchronized void remove(Lease lease) {
        entries.remove(lease);
    }

    /** Leases given up since the last session, whose processes are gone: a new session names them as lost. */
    public synchronized List<Lease> abandoned() {
        return List.copyOf(abandoned);
    }

    public synchronized void forgetAbandoned(Collection<Lease> named) {
        abandoned.removeAll(named);
    }

    public synchronized List<Lease> running() {
        return entries.entrySet().stream()
                .filter(entry -> entry.getValue().stage != Stage.UNREPORTED)
                .map(Map.Entry::getKey)
                .toList();
    }

    public synchronized int size() {
        return entries.size();
    }

    private static final class Entry {

        private final DisconnectPolicy policy;
        private Stage stage = Stage.RUNNING;
        private long renewedNanos;
        private List<PhaseReport> phases = List.of();
        private @Nullable JobResult result;

        Entry(DisconnectPolicy policy, long renewedNanos) {
            this.policy = policy;
            this.renewedNanos = renewedNanos;
        }

        boolean overdue(long nowNanos) {
            return stage == Stage.RUNNING
                    && policy == DisconnectPolicy.STOP
                    && Duration.ofNanos(nowNanos - renewedNanos).compareTo(LeaseTimes.RUNNER_STOPS_AFTER) >= 0;
        }
    }
}
