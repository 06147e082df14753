package dev.landfall.controlplane.job;

import dev.landfall.controlplane.audit.Actor;
import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.id.OrgId;
import dev.landfall.protocol.id.WorkflowId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job as it stands; its attempts are records of their own.
 *
 * @param step name of the workflow's step that it runs for
 * @param queuedAt since when its current attempt may be claimed; later than now while it backs off
 * @param announcedAt when its message was last put into the pool's queue
 * @param attempt number of the attempt that is queued or live, or was the last, from 1
 * @param fence of the last claim; 0 before the first
 * @param failures how many attempts have failed
 * @param losses how many attempts were lost
 * @param startedAt when its first attempt was claimed; null before
 * @param endedAt null until then
 * @param cancel null unless somebody wants it cancelled
 * @param reason why it is in this state; empty when that speaks for itself
 */
public record JobRecord(
        JobId id,
        OrgId org,
        WorkflowId workflow,
        String step,
        JobRequest request,
        JobStatus status,
        Instant createdAt,
        Instant queuedAt,
        Instant announcedAt,
        int attempt,
        long fence,
        int failures,
        int losses,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Cancel cancel,
        String reason) {
    /** A wish to cancel. */
    public record Cancel(Actor by, Instant at, String reason) {}

    /** A job whose first attempt may be claimed at once. */
    public static JobRecord queued(
            JobId id, OrgId org, WorkflowId workflow, String step, JobRequest request, Instant now) {
        return new JobRecord(
                id, org, workflow, step, request, JobStatus.QUEUED, now, now, now, 1, 0, 0, 0, null, null, null, "");
    }

    JobRecord claimed(Instant now) {
        return new JobRecord(
                id,
                org,
                workflow,
                step,
                request,
                JobStatus.RUNNING,
                createdAt,
                queuedAt,
                announcedAt,
                attempt,
                fence + 1,
                failures,
                losses,
                startedAt == null ? now : startedAt,
                null,
                cancel,
                "");
    }

    JobRecord ended(JobStatus as, Instant now, String why) {
        return new JobRecord(
                id,
                org,
                workflow,
                step,
                request,
                as,
                createdAt,
                queuedAt,
                announcedAt,
                attempt,
                fence,
                failures,
                losses,
                startedAt,
                now,
                cancel,
                why);
    }

    JobRecord requeued(int failed, int lost, Instant at, String why) {
        return new JobRecord(
                id,
                org,
                workflow,
                step,
                request,
                JobStatus.QUEUED,
                createdAt,
                at,
                at,
                attempt + 1,
                fence,
                failed,
                lost,
                startedAt,
                null,
                cancel,
                why);
    }

    JobRecord cancelling(Cancel wish) {
        return new JobRecord(
                id,
                org,
                workflow,
                step,
                request,
                status,
                createdAt,
                queuedAt,
                announcedAt,
                attempt,
                fence,
                failures,
                losses,
                startedAt,
                endedAt,
                wish,
                reason);
    }

    /** The same, put into its pool's queue once more. */
    public JobRecord announced(Instant now) {
        return new JobRecord(
                id, org, workflow, step, request, status, createdAt, queuedAt, now, attempt, fence, failures, losses,
                startedAt, endedAt, cancel, reason);
    }
}
