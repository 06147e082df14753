package dev.landfall.controlplane.workflow;

import dev.landfall.controlplane.records.StoredRecord;
import dev.landfall.protocol.job.JobResult;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * All that rules may look at.
 *
 * @param step the step in question
 * @param steps every step of the workflow by name, with the result of its job
 * @param documents what {@link WorkflowRules#reads} asked for and exists, by sort key
 */
public record StepContext(
        WorkflowRecord workflow,
        StepRecord step,
        Map<String, StepRecord> steps,
        Map<String, StoredRecord> documents,
        Instant now) {
    public StepContext {
        steps = Map.copyOf(steps);
        documents = Map.copyOf(documents);
    }

    /** The step of that name. */
    public Optional<StepRecord> step(String name) {
        return Optional.ofNullable(steps.get(name));
    }

    /** The result of the job of the step of that name, if that has ended. */
    public Optional<JobResult> result(String name) {
        return step(name).flatMap(found -> Optional.ofNullable(found.result()));
    }
}
