package dev.landfall.integration.simulator;

import dev.landfall.controlplane.workflow.Changing;
import dev.landfall.controlplane.workflow.StepRecord;
import dev.landfall.controlplane.workflow.StepStatus;
import dev.landfall.controlplane.workflow.WorkflowKeys;
import dev.landfall.controlplane.workflow.WorkflowRecord;
import dev.landfall.controlplane.workflow.WorkflowStatus;
import dev.landfall.protocol.id.PartitionId;
import dev.landfall.protocol.id.WorkflowId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Workflows and steps as the store has them, and what must hold for each change. */
final class WorkflowAudit {
    private final Map<WorkflowId, WorkflowRecord> workflows = new LinkedHashMap<>();
    private final Map<String, StepStatus> steps = new HashMap<>();
    private final Map<String, Integer> byEvent = new TreeMap<>();

    void changed(WorkflowRecord workflow, Moves moves) {
        var before = Optional.ofNullable(workflows.put(workflow.id(), workflow));
        if (before.isEmpty()) {
            byEvent.merge(workflow.trigger(), 1, Integer::sum);
        }
        moves.require(
                WorkflowKeys.trail(workflow.id()),
                "workflow",
                before.map(WorkflowRecord::status).orElse(null),
                workflow.status(),
                WorkflowStatus::mayBecome,
                WorkflowStatus.class);
    }

    void changed(StepRecord step, Moves moves) {
        var before = Optional.ofNullable(steps.put(step.workflow() + " " + step.name(), step.status()));
        moves.require(
                WorkflowKeys.trail(step.workflow()),
                "step " + step.name(),
                before.orElse(StepStatus.PENDING),
                step.status(),
                StepStatus::mayBecome,
                StepStatus.class);
    }

    void requireOneChanging() {
        var active = new HashMap<PartitionId, WorkflowId>();
        for (WorkflowRecord workflow : workflows.values()) {
            if (workflow.changing() == Changing.CHANGING && !workflow.status().ended()) {
                var other = active.put(workflow.id().partition(), workflow.id());
                Violation.unless(
                        other == null,
                        Invariant.ONE_CHANGING_WORKFLOW,
                        other + " and " + workflow.id() + " change one partition");
            }
        }
    }

    /** @return how many workflows this event has started */
    int startedBy(String event) {
        return byEvent.getOrDefault(event, 0);
    }

    boolean knows(WorkflowId workflow) {
        return workflows.containsKey(workflow);
    }

    Collection<WorkflowRecord> all() {
        return workflows.values();
    }
}
