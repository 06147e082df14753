package dev.landfall.controlplane.workflow;

import dev.landfall.controlplane.audit.Actor;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.records.Write;
import dev.landfall.protocol.error.LandfallException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides which steps of an ended workflow run again. */
final class Retrying {
    private Retrying() {}

    static void retry(Progress progress, WorkflowRules rules, Optional<String> step, Actor actor) {
        var workflow = progress.workflow();
        if (!workflow.status().mayBecome(WorkflowStatus.RUNNING)
                || !workflow.status().ended()) {
            throw LandfallException.conflict("Workflow " + workflow.id() + " is "
                    + workflow.status().wire() + "; only a failed or cancelled one can be retried.");
        }
        var again = stepsToRun(progress, rules, step);
        var ended = workflow.endedAt();
        if (ended != null) {
            progress.write(List.of(
                    forget(WorkflowKeys.ended(WorkflowKeys.ENDED_WITH_LOGS, workflow.id(), ended)),
                    forget(WorkflowKeys.ended(WorkflowKeys.ENDED, workflow.id(), ended))));
        }
        progress.change(workflow.cancelling(null).as(WorkflowStatus.RUNNING, null, "retried by " + actor));
        again.forEach(name -> progress.unborn().add(progress.require(name).definition()));
        progress.countSteps();
    }

    private static Set<String> stepsToRun(Progress progress, WorkflowRules rules, Optional<String> named) {
        var again = new LinkedHashSet<String>();
        if (named.isPresent()) {
            var step = progress.require(named.get());
            if (step.status() == StepStatus.SUCCEEDED) {
                throw LandfallException.conflict("Step '" + step.name() + "' has succeeded; retry one that failed.");
            }
            again.addAll(rules.retryFrom(progress.context(step)));
        } else {
            progress.steps().values().stream()
                    .filter(step -> step.status() == StepStatus.FAILED)
                    .forEach(step -> again.addAll(rules.retryFrom(progress.context(step))));
        }
        progress.steps().values().stream()
                .filter(step -> step.status() == StepStatus.SKIPPED || step.status() == StepStatus.CANCELLED)
                .forEach(step -> again.add(step.name()));
        return again;
    }

    private static Write forget(String sort) {
        return new Write.Delete(sort, Precondition.none());
    }
}
