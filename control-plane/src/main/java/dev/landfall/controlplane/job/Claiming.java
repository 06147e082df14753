package dev.landfall.controlplane.job;

import dev.landfall.controlplane.audit.Actor;
import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.id.RunnerId;
import dev.landfall.protocol.lease.ClaimRequest;
import java.time.Instant;
import java.util.Optional;

/** Decides who gets an attempt. */
public final class Claiming {
    private Claiming() {}

    /** Who asks. */
    public record Claimer(RunnerId runner, PoolId pool, String bootId) {}

    /** What a claim comes to. */
    public sealed interface Answer {
        /** The attempt becomes the claimer's. */
        record Granted(JobChange change) implements Answer {}

        /** It is the claimer's already, by this very claim, which an earlier process of the runner may have sent. */
        record Repeated(JobRecord job, AttemptRecord attempt) implements Answer {}

        /** The message is stale. */
        record Refused(String reason) implements Answer {}

        /** The job belongs to another pool; its message is none of the claimer's business. */
        record Foreign(String reason) implements Answer {}
    }

    /**
     * @param attempt the attempt that the request names, when it exists
     */
    public static Answer decide(
            JobRecord job, Optional<AttemptRecord> attempt, Claimer claimer, ClaimRequest request, Instant now) {
        if (!job.request().pool().equals(claimer.pool())) {
            return new Answer.Foreign(
                    "it belongs to pool " + job.request().pool() + ", and this runner to " + claimer.pool());
        }
        var wanted = job.request().runner();
        if (wanted != null && !wanted.equals(claimer.runner())) {
            return new Answer.Foreign("it is for runner " + wanted + ", and this is " + claimer.runner());
        }
        if (attempt.isPresent()) {
            return repeated(job, attempt.get(), claimer, request);
        }
        if (job.status() != JobStatus.QUEUED) {
            return new Answer.Refused("the job is " + job.status().wire());
        }
        if (job.attempt() != request.attempt()) {
            return new Answer.Refused("attempt " + job.attempt() + " is the one that waits");
        }
        return new Answer.Granted(granted(job, claimer, request.claimId(), now));
    }

    private static Answer repeated(JobRecord job, AttemptRecord attempt, Claimer claimer, ClaimRequest request) {
        boolean same =
                attempt.claimId().equals(request.claimId()) && attempt.runner().equals(claimer.runner());
        if (same && attempt.status().live()) {
            return new Answer.Repeated(job, attempt);
        }
        return new Answer.Refused(
                same
                        ? "the attempt is " + attempt.status().wire()
                        : "runner " + attempt.runner() + " took this attempt");
    }

    private static JobChange granted(JobRecord job, Claimer claimer, String claimId, Instant now) {
        var claimed = job.claimed(now);
        var attempt = AttemptRecord.claimed(claimed, claimer.runner(), claimer.bootId(), claimId, now);
        return JobChange.of(job, Actor.runner(claimer.runner()), now)
                .claimed(attempt, "claimed by runner " + claimer.runner() + " with fencing number " + claimed.fence())
                .job(claimed)
                .change();
    }
}
