package dev.landfall.controlplane.workflow;

import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.records.Write;
import java.util.List;

/** Decides whether a workflow has ended, waits for a person or goes on, once none of its steps can be moved. */
final class Closing {
    private Closing() {}

    static void run(Progress progress, WorkflowRules rules) {
        failWhatNeverBegins(progress);
        if (progress.more()) {
            return;
        }
        if (progress.steps().values().stream().allMatch(step -> step.status().ended())) {
            close(progress, rules);
            return;
        }
        boolean waits = progress.steps().values().stream().anyMatch(Closing::waits);
        var status = waits ? WorkflowStatus.AWAITING_APPROVAL : WorkflowStatus.RUNNING;
        if (progress.workflow().status() != status) {
            progress.change(progress.workflow().as(status, null, waits ? "a step waits for approval" : ""));
        }
    }

    /** Steps that depend on each other in a circle would wait for ever. */
    private static void failWhatNeverBegins(Progress progress) {
        boolean goesOn =
                progress.steps().values().stream().anyMatch(step -> step.status() == StepStatus.RUNNING || waits(step));
        if (goesOn) {
            return;
        }
        for (String name : progress.stepNames()) {
            var step = progress.require(name);
            if (step.status() == StepStatus.PENDING && !progress.hasRoom(2)) {
                progress.leaveRest();
                return;
            }
            if (step.status() == StepStatus.PENDING) {
                progress.change(step.as(StepStatus.FAILED, "the steps that it depends on depend on it in turn"));
            }
        }
    }

    /** The lock that this decision takes is given back by the next one: a batch writes each document once. */
    private static void close(Progress progress, WorkflowRules rules) {
        if (progress.writes(WorkflowKeys.LOCK)) {
            progress.leaveRest();
            return;
        }
        var workflow = progress.workflow();
        var status = ending(progress);
        var closed = workflow.as(status, progress.now(), reason(progress, status));
        progress.change(closed);
        progress.write(rules.closed(closed, progress.steps(), progress.documents()));
        progress.write(List.of(Documents.put(
                WorkflowKeys.ended(WorkflowKeys.ENDED_WITH_LOGS, closed.id(), progress.now()),
                new EndedWorkflow(closed.id(), progress.now()),
                Precondition.none())));
        if (closed.changing() == Changing.CHANGING) {
            progress.write(List.of(new Write.Delete(WorkflowKeys.LOCK, Precondition.none())));
        }
    }

    private static WorkflowStatus ending(Progress progress) {
        boolean failed = any(progress, StepStatus.FAILED);
        boolean cancelled = any(progress, StepStatus.CANCELLED);
        if (progress.workflow().cancelReason() != null && (failed || cancelled)) {
            return WorkflowStatus.CANCELLED;
        }
        if (failed) {
            return WorkflowStatus.FAILED;
        }
        return cancelled ? WorkflowStatus.CANCELLED : WorkflowStatus.SUCCEEDED;
    }

    private static String reason(Progress progress, WorkflowStatus status) {
        var cancelled = progress.workflow().cancelReason();
        return switch (status) {
            case RUNNING, AWAITING_APPROVAL, SUCCEEDED -> "";
            case CANCELLED -> cancelled != null ? cancelled : first(progress, StepStatus.CANCELLED);
            case FAILED -> first(progress, StepStatus.FAILED);
        };
    }

    private static String first(Progress progress, StepStatus status) {
        return progress.steps().values().stream()
                .filter(step -> step.status() == status)
                .findFirst()
                .map(step -> "step " + step.name() + ": " + step.reason())
                .orElse("");
    }

    private static boolean any(Progress progress, StepStatus status) {
        return progress.steps().values().stream().anyMatch(step -> step.status() == status);
    }

    private static boolean waits(StepRecord step) {
        return step.status() == StepStatus.AWAITING_APPROVAL;
    }
}
