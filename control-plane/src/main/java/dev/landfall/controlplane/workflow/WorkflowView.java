package dev.landfall.controlplane.workflow;

import dev.landfall.controlplane.audit.Transition;
import java.util.List;

/**
 * A workflow to look at.
 *
 * @param steps in their order
 * @param transitions of the workflow and its steps, the oldest first; at most {@value Workflows#MAX_TRANSITIONS}
 */
public record WorkflowView(WorkflowRecord workflow, List<StepRecord> steps, List<Transition> transitions) {
    public WorkflowView {
        steps = List.copyOf(steps);
        transitions = List.copyOf(transitions);
    }
}
