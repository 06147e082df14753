package dev.landfall.controlplane.workflow;

import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.id.WorkflowId;
import dev.landfall.protocol.job.JobResult;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A step as it stands.
 *
 * @param ordinal its place in the workflow, from 0
 * @param jobs every job that it had, the newest last; more than one after a retry
 * @param appended how many of the steps that its aftermath appends are there already
 * @param approval only of approvals that were asked for
 * @param result of its job, once that ended; null before, and for steps without a job
 * @param reason why it is in this state; empty when that speaks for itself
 */
public record StepRecord(
        WorkflowId workflow,
        int ordinal,
        StepDefinition definition,
        StepStatus status,
        List<JobId> jobs,
        int appended,
        @Nullable Approval approval,
        @Nullable JobResult result,
        String reason) {
    public StepRecord {
        jobs = jobs == null ? List.of() : List.copyOf(jobs);
    }

    static StepRecord pending(WorkflowId workflow, int ordinal, StepDefinition definition) {
        return new StepRecord(workflow, ordinal, definition, StepStatus.PENDING, List.of(), 0, null, null, "");
    }

    public String name() {
        return definition.name();
    }

    /** The job that runs or ran for it. */
    public Optional<JobId> job() {
        return jobs.isEmpty() ? Optional.empty() : Optional.of(jobs.getLast());
    }
}
