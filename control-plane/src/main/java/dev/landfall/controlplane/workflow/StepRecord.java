package dev.landfall.controlplane.workflow;

import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.id.WorkflowId;
import dev.landfall.protocol.job.JobResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A step as it stands.
 *
 * @param ordinal its place in the workflow, from 0
 * @param jobs every job that it had, the newest last; more than one after a retry
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
        @Nullable Approval approval,
        @Nullable JobResult result,
        String reason) {
    /** Most jobs of a step. */
    static final int MAX_JOBS = 50;

    public StepRecord {
        jobs = jobs == null ? List.of() : List.copyOf(jobs);
    }

    static StepRecord pending(WorkflowId workflow, int ordinal, StepDefinition definition) {
        return new StepRecord(workflow, ordinal, definition, StepStatus.PENDING, List.of(), null, null, "");
    }

    StepRecord as(StepStatus next, String why) {
        return new StepRecord(workflow, ordinal, definition, next, jobs, approval, result, why);
    }

    StepRecord running(JobId job) {
        var all = new ArrayList<>(jobs);
        all.add(job);
        return new StepRecord(workflow, ordinal, definition, StepStatus.RUNNING, all, approval, null, "");
    }

    StepRecord with(JobResult of) {
        return new StepRecord(workflow, ordinal, definition, status, jobs, approval, of, reason);
    }

    StepRecord with(Approval asked) {
        return new StepRecord(workflow, ordinal, definition, status, jobs, asked, result, reason);
    }

    StepRecord again(StepDefinition as, String why) {
        return new StepRecord(workflow, ordinal, as, StepStatus.PENDING, jobs, null, null, why);
    }

    public String name() {
        return definition.name();
    }

    /** The job that runs or ran for it. */
    public Optional<JobId> job() {
        return jobs.isEmpty() ? Optional.empty() : Optional.of(jobs.getLast());
    }
}
