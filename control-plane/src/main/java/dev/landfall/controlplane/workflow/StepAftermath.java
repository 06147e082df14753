package dev.landfall.controlplane.workflow;

import dev.landfall.controlplane.records.Write;
import java.util.List;
import java.util.Optional;

/**
 * What follows from the end of a step's job.
 *
 * @param append further steps of the workflow. One with the name of a step that has ended, this one included, runs that
 *     step again: an apply whose plan is stale asks for a new plan, a new approval and itself
 * @param writes further writes of the batch that ends the step, in the same partition
 * @param failure why the step failed although its job succeeded
 */
public record StepAftermath(List<StepDefinition> append, List<Write> writes, Optional<String> failure) {
    /** Nothing follows. */
    public static final StepAftermath NONE = new StepAftermath(List.of(), List.of(), Optional.empty());

    public StepAftermath {
        append = List.copyOf(append);
        writes = List.copyOf(writes);
    }

    public static StepAftermath appending(List<StepDefinition> steps) {
        return new StepAftermath(steps, List.of(), Optional.empty());
    }

    public static StepAftermath writing(List<Write> writes) {
        return new StepAftermath(List.of(), writes, Optional.empty());
    }

    public static StepAftermath failing(String reason) {
        return new StepAftermath(List.of(), List.of(), Optional.of(reason));
    }
}
