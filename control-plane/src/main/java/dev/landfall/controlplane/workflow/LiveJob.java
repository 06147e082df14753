package dev.landfall.controlplane.workflow;

import dev.landfall.controlplane.job.JobKeys;
import dev.landfall.controlplane.job.JobRecord;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.records.Write;
import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.id.RunnerId;
import dev.landfall.protocol.lease.Lease;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says that a job has not ended, so that a sweep finds those without reading all.
 *
 * @param fence of the claim that it runs under; 0 while it waits
 * @param announcedAt when its message was last put into the queue
 * @param runner the one that shall do it; null = any of the pool
 */
public record LiveJob(
        JobId job,
        int attempt,
        long fence,
        Instant announcedAt,
        @Nullable RunnerId runner) {
    static LiveJob queued(JobRecord job) {
        return new LiveJob(
                job.id(), job.attempt(), 0, job.announcedAt(), job.request().runner());
    }

    static LiveJob running(JobRecord job) {
        return new LiveJob(
                job.id(),
                job.attempt(),
                job.fence(),
                job.announcedAt(),
                job.request().runner());
    }

    /** What it runs under; empty while it waits. */
    public Optional<Lease> lease() {
        return fence == 0 ? Optional.empty() : Optional.of(new Lease(job, attempt, fence));
    }

    Write write() {
        return Documents.put(JobKeys.live(job), this, Precondition.none());
    }
}
