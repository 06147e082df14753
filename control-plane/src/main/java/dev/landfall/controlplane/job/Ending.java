package dev.landfall.controlplane.job;

import dev.landfall.controlplane.audit.Actor;
import dev.landfall.protocol.job.DisconnectPolicy;
import dev.landfall.protocol.job.JobOutcome;
import dev.landfall.protocol.job.JobResult;
import java.time.Instant;

/** Decides what becomes of a job when its live attempt ends. */
public final class Ending {
    private Ending() {}

    /** Its runner completed it. */
    public static JobChange completed(
            JobRecord job, AttemptRecord attempt, JobResult result, Actor runner, Instant now) {
        var ended = attempt.ended(AttemptStatus.of(result.outcome()), now, result, result.reason());
        return JobChange.of(job, runner, now)
                .attempt(attempt, ended)
                .job(afterResult(job, result, now))
                .change();
    }

    /** Nothing will come of it any more: its runner is gone, or says that it does not have it. */
    public static JobChange lost(JobRecord job, AttemptRecord attempt, Actor actor, String reason, Instant now) {
        return JobChange.of(job, actor, now)
                .attempt(attempt, attempt.ended(AttemptStatus.LOST, now, null, reason))
                .job(afterLoss(job, reason, now))
                .change();
    }

    /** It ran longer than its timeout, and its runner did not end it. */
    public static JobChange timedOut(JobRecord job, AttemptRecord attempt, Instant now) {
        var reason = "no completion came within the timeout of "
                + job.request().timeout().toSeconds() + " s and the grace after it";
        return JobChange.of(job, Actor.controlPlane(), now)
                .attempt(attempt, attempt.ended(AttemptStatus.TIMED_OUT, now, null, reason))
                .job(job.ended(job.cancel() == null ? JobStatus.TIMED_OUT : JobStatus.CANCELLED, now, reason))
                .change();
    }

    private static JobRecord afterResult(JobRecord job, JobResult result, Instant now) {
        if (result.outcome() != JobOutcome.SUCCEEDED && job.cancel() != null) {
            return job.ended(JobStatus.CANCELLED, now, job.cancel().reason());
        }
        return switch (result.outcome()) {
            case SUCCEEDED -> job.ended(JobStatus.SUCCEEDED, now, "");
            case TIMED_OUT -> job.ended(JobStatus.TIMED_OUT, now, result.reason());
            case FAILED -> afterFailure(job, result, now);
            case CANCELLED -> afterInterruption(job, result.reason(), now);
        };
    }

    private static JobRecord afterFailure(JobRecord job, JobResult result, Instant now) {
        int failures = job.failures() + 1;
        var retry = job.request().retry();
        if (result.refused() || !repeatable(job) || failures >= retry.failureAttempts()) {
            return job.ended(JobStatus.FAILED, now, result.reason());
        }
        var at = now.plus(retry.backoffAfter(failures));
        return job.requeued(
                failures,
                job.losses(),
                at,
                "attempt " + (job.attempt() + 1) + " of at most " + retry.failureAttempts() + " after a failure: "
                        + result.reason());
    }

    private static JobRecord afterInterruption(JobRecord job, String reason, Instant now) {
        return repeatable(job)
                ? afterLoss(job, reason.isEmpty() ? "its runner had to stop" : reason, now)
                : job.ended(JobStatus.CANCELLED, now, reason);
    }

    private static JobRecord afterLoss(JobRecord job, String reason, Instant now) {
        if (job.cancel() != null) {
            return job.ended(JobStatus.CANCELLED, now, job.cancel().reason());
        }
        if (!repeatable(job)) {
            return job.ended(JobStatus.FAILED, now, "runner restarted during apply; plan again");
        }
        int losses = job.losses() + 1;
        var retry = job.request().retry();
        if (losses >= retry.lostAttempts()) {
            return job.ended(JobStatus.FAILED, now, "lost " + losses + " times, at last because " + reason);
        }
        var at = now.plus(retry.backoffAfter(losses));
        return job.requeued(job.failures(), losses, at, "queued again because " + reason);
    }

    private static boolean repeatable(JobRecord job) {
        return switch (job.request().work().disconnectPolicy()) {
            case STOP -> true;
            case CONTINUE -> false;
        };
    }

    /** What a job's end means for its step, also where no runner reported a result. */
    public static JobResult resultOf(JobRecord job, AttemptRecord attempt) {
        var reported = attempt.result();
        return reported != null
                        && AttemptStatus.of(reported.outcome())
                                .name()
                                .equals(job.status().name())
                ? reported
                : resultOf(job);
    }

    /** What the end of a job without an attempt means for its step. */
    public static JobResult resultOf(JobRecord job) {
        var outcome = JobOutcome.valueOf(job.status().name());
        return new JobResult(outcome, null, job.reason(), false, java.util.List.of(), 0, null);
    }

    static DisconnectPolicy policy(JobRecord job) {
        return job.request().work().disconnectPolicy();
    }
}
