package dev.landfall.controlplane.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The tables as their files draw them, every row and every row that is not there. */
class TransitionTableTest {
    private static final Map<WorkflowStatus, Set<WorkflowStatus>> WORKFLOW = Map.of(
            WorkflowStatus.RUNNING,
                    EnumSet.of(
                            WorkflowStatus.AWAITING_APPROVAL,
                            WorkflowStatus.SUCCEEDED,
                            WorkflowStatus.FAILED,
                            WorkflowStatus.CANCELLED),
            WorkflowStatus.AWAITING_APPROVAL,
                    EnumSet.of(
                            WorkflowStatus.RUNNING,
                            WorkflowStatus.SUCCEEDED,
                            WorkflowStatus.FAILED,
                            WorkflowStatus.CANCELLED),
            WorkflowStatus.FAILED, EnumSet.of(WorkflowStatus.RUNNING),
            WorkflowStatus.CANCELLED, EnumSet.of(WorkflowStatus.RUNNING));

    private static final Set<StepStatus> STEP_ENDS =
            EnumSet.of(StepStatus.SUCCEEDED, StepStatus.FAILED, StepStatus.CANCELLED);

    private static final Map<StepStatus, Set<StepStatus>> STEP = Map.of(
            StepStatus.PENDING, EnumSet.complementOf(EnumSet.of(StepStatus.PENDING)),
            StepStatus.RUNNING, STEP_ENDS,
            StepStatus.AWAITING_APPROVAL, STEP_ENDS,
            StepStatus.SUCCEEDED, EnumSet.of(StepStatus.PENDING),
            StepStatus.FAILED, EnumSet.of(StepStatus.PENDING),
            StepStatus.SKIPPED, EnumSet.of(StepStatus.PENDING),
            StepStatus.CANCELLED, EnumSet.of(StepStatus.PENDING));

    @Test
    void workflowsGoOnlyWhereTheTableSays() {
        for (WorkflowStatus from : WorkflowStatus.values()) {
            for (WorkflowStatus to : WorkflowStatus.values()) {
                boolean drawn = WORKFLOW.getOrDefault(from, Set.of()).contains(to);
                assertEquals(drawn, from.mayBecome(to), from + " to " + to);
            }
        }
    }

    @Test
    void stepsGoOnlyWhereTheTableSays() {
        for (StepStatus from : StepStatus.values()) {
            for (StepStatus to : StepStatus.values()) {
                boolean drawn = STEP.getOrDefault(from, Set.of()).contains(to);
                assertEquals(drawn, from.mayBecome(to), from + " to " + to);
            }
        }
    }
}
