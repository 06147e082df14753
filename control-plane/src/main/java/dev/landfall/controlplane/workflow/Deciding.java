package dev.landfall.controlplane.workflow;

import dev.landfall.controlplane.audit.Actor;
import dev.landfall.protocol.error.LandfallException;
import java.util.Optional;

/** What a person's word does to a workflow: approve, deny, cancel. */
final class Deciding {
    private Deciding() {}

    static void approve(Progress progress, Optional<String> name, Optional<String> digest, Actor actor) {
        var step = asked(progress, name);
        var approval = approval(step);
        if (digest.isPresent() && !digest.get().equals(approval.digest())) {
            throw LandfallException.conflict("Step '" + step.name() + "' waits for the approval of " + approval.digest()
                    + ", not of " + digest.get() + "; look at the plan again.");
        }
        if (approval.decision() == Approval.Decision.APPROVED) {
            return;
        }
        requireWaiting(step);
        var decided = approval.decided(Approval.Decision.APPROVED, actor, progress.now());
        progress.change(step.with(decided).as(StepStatus.SUCCEEDED, "approved by " + actor));
    }

    static void deny(Progress progress, Optional<String> name, String reason, Actor actor) {
        var step = asked(progress, name);
        var approval = approval(step);
        if (approval.decision() == Approval.Decision.DENIED) {
            return;
        }
        requireWaiting(step);
        var decided = approval.decided(Approval.Decision.DENIED, actor, progress.now());
        var why = "denied by " + actor + (reason.isBlank() ? "" : ": " + reason);
        progress.change(step.with(decided).as(StepStatus.FAILED, why));
    }

    static void cancel(Progress progress, String reason, Actor actor) {
        var workflow = progress.workflow();
        if (workflow.status() == WorkflowStatus.CANCELLED || workflow.cancelReason() != null) {
            return;
        }
        if (workflow.status().ended()) {
            throw LandfallException.conflict(
                    "Workflow " + workflow.id() + " is " + workflow.status().wire() + "; there is nothing to cancel.");
        }
        var why = reason.isBlank() ? "cancelled by " + actor : "cancelled by " + actor + ": " + reason;
        progress.change(workflow.cancelling(why));
        progress.unborn().clear();
        progress.countSteps();
        progress.note(workflow.status().wire(), workflow.status().wire(), why);
    }

    private static StepRecord asked(Progress progress, Optional<String> name) {
        if (name.isPresent()) {
            return progress.require(name.get());
        }
        var waiting = progress.steps().values().stream()
                .filter(step -> step.status() == StepStatus.AWAITING_APPROVAL)
                .toList();
        if (waiting.size() > 1) {
            throw LandfallException.conflict("Several steps wait for approval: "
                    + String.join(", ", waiting.stream().map(StepRecord::name).toList()) + "; name one.");
        }
        return waiting.stream().findFirst().orElseGet(() -> lastDecided(progress));
    }

    /** Makes a repetition find what the first request found. */
    private static StepRecord lastDecided(Progress progress) {
        var decided = progress.steps().values().stream()
                .filter(step -> step.approval() != null)
                .toList();
        if (decided.size() == 1) {
            return decided.getFirst();
        }
        throw LandfallException.conflict("No step of workflow "
                + progress.workflow().id() + " waits for approval; see 'landfall workflow show'.");
    }

    private static Approval approval(StepRecord step) {
        var approval = step.approval();
        if (approval == null) {
            throw LandfallException.conflict(
                    "Step '" + step.name() + "' is " + step.status().wire() + " and waits for no approval.");
        }
        return approval;
    }

    private static void requireWaiting(StepRecord step) {
        if (step.status() != StepStatus.AWAITING_APPROVAL) {
            throw LandfallException.conflict(
                    "Step '" + step.name() + "' is " + step.status().wire() + " and waits for no approval any more.");
        }
    }
}
