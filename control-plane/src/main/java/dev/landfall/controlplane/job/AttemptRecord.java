package dev.landfall.controlplane.job;

import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.id.RunnerId;
import dev.landfall.protocol.job.JobResult;
import dev.landfall.protocol.job.PhaseReport;
import dev.landfall.protocol.lease.Lease;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An attempt as it stands. It exists from its claim on.
 *
 * @param number from 1
 * @param fence the lease's fencing number
 * @param bootId of the runner's process that claimed it
 * @param claimId of the claim, which may be repeated
 * @param renewedAt when its lease was last renewed
 * @param startedAt when its job's process was first known to run; null before
 * @param phases as the runner last reported them
 * @param result as the runner reported it; null when it did not
 * @param reason why it is in this state; empty when that speaks for itself
 */
public record AttemptRecord(
        JobId job,
        int number,
        long fence,
        AttemptStatus status,
        RunnerId runner,
        String bootId,
        String claimId,
        Instant claimedAt,
        Instant renewedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        List<PhaseReport> phases,
        @Nullable JobResult result,
        String reason) {
    public AttemptRecord {
        phases = phases == null ? List.of() : List.copyOf(phases);
    }

    static AttemptRecord claimed(JobRecord job, RunnerId runner, String bootId, String claimId, Instant now) {
        return new AttemptRecord(
                job.id(),
                job.attempt(),
                job.fence(),
                AttemptStatus.CLAIMED,
                runner,
                bootId,
                claimId,
                now,
                now,
                null,
                null,
                List.of(),
                null,
                "");
    }

    public Lease lease() {
        return new Lease(job, number, fence);
    }

    AttemptRecord renewed(AttemptStatus as, Instant now, List<PhaseReport> gone, @Nullable Instant started) {
        return new AttemptRecord(
                job, number, fence, as, runner, bootId, claimId, claimedAt, now, started, endedAt, gone, result, "");
    }

    AttemptRecord disconnected(String why) {
        return new AttemptRecord(
                job,
                number,
                fence,
                AttemptStatus.DISCONNECTED,
                runner,
                bootId,
                claimId,
                claimedAt,
                renewedAt,
                startedAt,
                endedAt,
                phases,
                result,
                why);
    }

    AttemptRecord ended(AttemptStatus as, Instant now, @Nullable JobResult with, String why) {
        return new AttemptRecord(
                job,
                number,
                fence,
                as,
                runner,
                bootId,
                claimId,
                claimedAt,
                renewedAt,
                startedAt,
                now,
                with == null ? phases : with.phases(),
                with,
                why);
    }
}
