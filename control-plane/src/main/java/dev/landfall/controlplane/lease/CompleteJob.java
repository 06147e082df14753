package dev.landfall.controlplane.lease;

import dev.landfall.controlplane.audit.Actor;
import dev.landfall.controlplane.job.Ending;
import dev.landfall.controlplane.outbox.Tries;
import dev.landfall.controlplane.records.BatchOutcome;
import dev.landfall.controlplane.runners.RunnerSession;
import dev.landfall.controlplane.workflow.JobCommits;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.job.JobOutcome;
import dev.landfall.protocol.job.JobResult;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.lease.CompleteRequest;
import java.time.InstantSource;
import java.util.Optional;

/** Ends an attempt as its runner says, and with it mostly the job and its step, in one batch. Thread-safe. */
public final class CompleteJob {
    /** Most bytes of a result; more belongs into a blob. */
    static final int MAX_RESULT_BYTES = 40 * 1024;

    /** Longest reason that is kept. */
    static final int MAX_REASON = 2000;

    private final JobCommits jobs;
    private final LeaseGuard guard;
    private final HeldLeases held;
    private final InstantSource clock;

    CompleteJob(JobCommits jobs, LeaseGuard guard, HeldLeases held, InstantSource clock) {
        this.jobs = jobs;
        this.guard = guard;
        this.held = held;
        this.clock = clock;
    }

    /**
     * Completes. The same completion again is answered as the first time.
     *
     * @throws LandfallException CONFLICT when the fencing number is stale, the attempt was ended otherwise or belongs to
     *     another runner; NOT_FOUND when there is no such job
     */
    public void complete(RunnerSession session, CompleteRequest request) {
        var result = fitting(request.result());
        Tries.until(() -> tryComplete(session, request, result));
        held.remove(session.runner(), session.bootId(), request.lease());
    }

    private Optional<Boolean> tryComplete(RunnerSession session, CompleteRequest request, JobResult result) {
        var loaded = guard.find(session, request.lease());
        var attempt = loaded.attempt().orElseThrow().value();
        if (result.equals(attempt.result())) {
            return Optional.of(true);
        }
        if (!attempt.status().live()) {
            throw LeaseGuard.stale(
                    request.lease(), "the attempt is " + attempt.status().wire());
        }
        var change = Ending.completed(loaded.value(), attempt, result, Actor.runner(session.runner()), clock.instant());
        return jobs.commit(loaded, change) instanceof BatchOutcome.Written ? Optional.of(true) : Optional.empty();
    }

    private static JobResult fitting(JobResult result) {
        var reason = result.reason() == null ? "" : result.reason();
        var clipped = new JobResult(
                result.outcome(),
                result.exitCode(),
                reason.length() > MAX_REASON ? reason.substring(0, MAX_REASON) + "…" : reason,
                result.refused(),
                result.phases(),
                result.logChunks(),
                result.detail());
        return Json.write(clipped).length <= MAX_RESULT_BYTES ? clipped : tooBig(clipped);
    }

    private static JobResult tooBig(JobResult result) {
        return new JobResult(
                JobOutcome.FAILED,
                result.exitCode(),
                "its outputs are larger than " + MAX_RESULT_BYTES
                        + " bytes; put what is big elsewhere and output its address",
                true,
                result.phases(),
                result.logChunks(),
                null);
    }
}
