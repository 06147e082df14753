package dev.landfall.controlplane.workflow;

import java.util.List;

/** Definitions of steps that wait to be made, as they are kept. */
record Unborn(List<StepDefinition> steps) {
    Unborn {
        steps = List.copyOf(steps);
    }
}
