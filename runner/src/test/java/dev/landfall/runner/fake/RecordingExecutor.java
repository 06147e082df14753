package dev.landfall.runner.fake;

import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.job.JobOutcome;
import dev.landfall.protocol.job.JobResult;
import dev.landfall.protocol.lease.Lease;
import dev.landfall.runner.job.Assignment;
import dev.landfall.runner.job.AttemptEvents;
import dev.landfall.runner.job.Cancellation;
import dev.landfall.runner.job.JobExecutor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs nothing: a test says when an attempt ends. For one thread. */
public final class RecordingExecutor implements JobExecutor {

    private final AttemptEvents events;
    private final Map<Lease, Assignment> running = new LinkedHashMap<>();
    private final Map<Lease, Cancellation.Cause> cancelled = new LinkedHashMap<>();
    private final List<JobId> started = new ArrayList<>();

    public RecordingExecutor(AttemptEvents events) {
        this.events = events;
    }

    @Override
    public void start(Assignment assignment) {
        running.put(assignment.lease(), assignment);
        started.add(assignment.spec().job());
    }

    @Override
    public void cancel(Lease lease, Cancellation.Cause cause) {
        if (running.containsKey(lease)) {
            cancelled.putIfAbsent(lease, cause);
        }
    }

    /** Every start so far, in order. */
    public List<JobId> started() {
        return List.copyOf(started);
    }

    public List<Lease> running() {
        return List.copyOf(running.keySet());
    }

    /** Attempts that were asked to end early and still run. */
    public Map<Lease, Cancellation.Cause> cancelled() {
        return Map.copyOf(cancelled);
    }

    /** The only running attempt ends. */
    public void end(JobOutcome outcome) {
        end(running.keySet().iterator().next(), outcome);
    }

    public void end(Lease lease, JobOutcome outcome) {
        running.remove(lease);
        cancelled.remove(lease);
        events.ended(lease, new JobResult(outcome, 0, "", false, List.of(), 0, null));
    }
}
