package dev.landfall.controlplane.job;

import static dev.landfall.protocol.lease.LeaseTimes.DISCONNECTED_AFTER;
import static dev.landfall.protocol.lease.LeaseTimes.LOST_AFTER;

import dev.landfall.controlplane.audit.Actor;
import dev.landfall.protocol.job.DisconnectPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Decides what passing time does to a job. Called too early or too often it does nothing. */
public final class Deadlines {
    /** A job that no runner took for so long has failed. */
    public static final Duration QUEUED_TOO_LONG = Duration.ofHours(24);

    /** A job for one runner that did not take it for so long has failed: nobody is surprised by it much later. */
    public static final Duration QUEUED_FOR_RUNNER = Duration.ofMinutes(15);

    /** A waiting job's message is put into the queue again after so long. */
    public static final Duration ANNOUNCE_AGAIN = Duration.ofHours(1);

    /** How much later than the runner the control plane ends an attempt by its timeout: the runner should be first. */
    static final Duration MARGIN = Duration.ofMinutes(1);

    private Deadlines() {}

    /** What is due for a live attempt; empty when nothing is. */
    public static Optional<JobChange> due(JobRecord job, AttemptRecord attempt, Instant now) {
        if (!now.isBefore(endOf(job, attempt))) {
            return Optional.of(Ending.timedOut(job, attempt, now));
        }
        if (losesAttempt(job, attempt) && !now.isBefore(attempt.renewedAt().plus(LOST_AFTER))) {
            var reason = "no heartbeat came for " + LOST_AFTER.toMinutes() + " minutes";
            return Optional.of(Ending.lost(job, attempt, Actor.controlPlane(), reason, now));
        }
        if (attempt.status() != AttemptStatus.DISCONNECTED
                && !now.isBefore(attempt.renewedAt().plus(DISCONNECTED_AFTER))) {
            var reason = "no heartbeat came for " + DISCONNECTED_AFTER.toSeconds() + " seconds";
            return Optional.of(Renewing.disconnected(job, attempt, reason, now));
        }
        return Optional.empty();
    }

    /** When a live attempt must be looked at again. */
    public static Instant next(JobRecord job, AttemptRecord attempt) {
        var end = endOf(job, attempt);
        if (attempt.status() != AttemptStatus.DISCONNECTED) {
            return earlier(end, attempt.renewedAt().plus(DISCONNECTED_AFTER));
        }
        return losesAttempt(job, attempt) ? earlier(end, attempt.renewedAt().plus(LOST_AFTER)) : end;
    }

    /** What is due for a job that waits; empty when nothing is. */
    public static Optional<JobChange> dueWhileQueued(JobRecord job, Instant now) {
        var patience = job.request().runner() == null ? QUEUED_TOO_LONG : QUEUED_FOR_RUNNER;
        if (now.isBefore(job.queuedAt().plus(patience))) {
            return Optional.empty();
        }
        var reason = job.request().runner() == null
                ? "no runner of pool " + job.request().pool() + " took it within " + QUEUED_TOO_LONG.toHours()
                        + " hours; start a runner there and retry"
                : "runner " + job.request().runner() + " did not take it within " + QUEUED_FOR_RUNNER.toMinutes()
                        + " minutes; see whether it is online and of a version that knows such jobs, and ask again";
        return Optional.of(JobChange.of(job, Actor.controlPlane(), now)
                .job(job.ended(JobStatus.FAILED, now, reason))
                .change());
    }

    private static Instant endOf(JobRecord job, AttemptRecord attempt) {
        return attempt.claimedAt()
                .plus(job.request().timeout())
                .plus(JobRequest.CANCEL_GRACE)
                .plus(MARGIN);
    }

    private static boolean losesAttempt(JobRecord job, AttemptRecord attempt) {
        return attempt.status() == AttemptStatus.DISCONNECTED && Ending.policy(job) == DisconnectPolicy.STOP;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
