package dev.landfall.controlplane.workflow;

import dev.landfall.controlplane.job.AttemptRecord;
import dev.landfall.controlplane.job.JobRecord;
import dev.landfall.protocol.job.JobResult;
import java.util.List;
import java.util.Optional;

/**
 * A job to look at.
 *
 * @param attempts those that were claimed, in their order
 */
public record JobView(JobRecord job, List<AttemptRecord> attempts) {
    public JobView {
        attempts = List.copyOf(attempts);
    }

    /** What the runner of its last attempt reported, if it has. */
    public Optional<JobResult> result() {
        return attempts.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(attempts.getLast().result());
    }
}
