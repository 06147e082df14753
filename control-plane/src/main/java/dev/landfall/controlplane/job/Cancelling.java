package dev.landfall.controlplane.job;

import dev.landfall.controlplane.audit.Actor;
import java.time.Instant;

/** Decides what a cancel does to a job: at once where nothing runs, by the next heartbeat where something does. */
public final class Cancelling {
    private Cancelling() {}

    /**
     * @param job queued or running
     */
    public static JobChange decide(JobRecord job, Actor actor, String reason, Instant now) {
        var why = reason.isBlank() ? "cancelled by " + actor : reason;
        var cancelling = job.cancelling(new JobRecord.Cancel(actor, now, why));
        var change = JobChange.of(job, actor, now);
        return job.status() == JobStatus.QUEUED
                ? change.job(cancelling.ended(JobStatus.CANCELLED, now, why)).change()
                : change.job(cancelling)
                        .note("job", job.status().wire(), "cancel was asked for: " + why)
                        .change();
    }
}
