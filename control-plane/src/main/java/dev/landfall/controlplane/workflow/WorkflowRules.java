package dev.landfall.controlplane.workflow;

import dev.landfall.controlplane.records.StoredRecord;
import dev.landfall.controlplane.records.Write;
import dev.landfall.protocol.job.JobResult;
import java.util.List;
import java.util.Map;

/**
 * What the steps of one kind of workflow do. Pure over the arguments and immutable blobs: called again with the same it
 * answers the same, and it may be called often for one step.
 *
 * <p>A rule that throws INVALID, NOT_FOUND, CONFLICT, FORBIDDEN or LIMIT fails the step with the exception's message;
 * UNAVAILABLE and INTERNAL are tried again.
 */
public interface WorkflowRules {
    /** The kind of workflow that these rules are for. */
    String kind();

    /** Sort keys of documents in the workflow's partition that the other methods want to see; at most 20. */
    List<String> reads(WorkflowRecord workflow);

    /** What to do with a step whose dependencies ended as its condition asks. */
    StepDecision ready(StepContext context);

    /**
     * What follows from the end of a step's job. Called once the job has succeeded or failed for good; a job that timed
     * out or was cancelled comes with that outcome.
     */
    StepAftermath ended(StepContext context, JobResult result);

    /**
     * Names of the steps that a retry of the context's step runs again, itself included: an apply names its plan, its
     * approval and itself. Steps that were skipped or cancelled run again besides.
     */
    List<String> retryFrom(StepContext context);

    /**
     * Further writes of the batch that ends the workflow, in the same partition, such as the status of its install.
     *
     * @param workflow as it ends, with its final status and reason
     * @param steps every step by name
     * @param documents what {@link #reads} asked for and exists, by sort key
     */
    default List<Write> closed(
            WorkflowRecord workflow, Map<String, StepRecord> steps, Map<String, StoredRecord> documents) {
        return List.of();
    }
}
