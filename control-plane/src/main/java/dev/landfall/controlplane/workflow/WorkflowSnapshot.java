package dev.landfall.controlplane.workflow;

import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.records.StoredRecord;
import java.util.List;
import java.util.Map;

/**
 * A workflow as it was read: everything that a decision about it looks at.
 *
 * @param unchanged holds as long as nobody else has changed the workflow or one of its steps: every such change writes
 *     the workflow's own record too
 * @param steps in their order
 * @param unborn definitions of steps that wait to be made
 */
record WorkflowSnapshot(
        WorkflowRecord workflow,
        Precondition unchanged,
        List<StepRecord> steps,
        List<StepDefinition> unborn,
        Map<String, StoredRecord> documents) {
    WorkflowSnapshot {
        steps = List.copyOf(steps);
        unborn = List.copyOf(unborn);
        documents = Map.copyOf(documents);
    }
}
