package dev.landfall.controlplane.workflow;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.landfall.controlplane.audit.Actor;
import dev.landfall.controlplane.audit.Transition;
import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.id.WorkflowId;
import dev.landfall.protocol.job.JobResult;
import dev.landfall.protocol.job.ResultDetail;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Workflows as the API shows them. */
final class WorkflowShape {

    private WorkflowShape() {}

    record PlanShape(boolean hasChanges, int toAdd, int toChange, int toDestroy, String digest, List<String> summary) {}

    record ApprovalShape(
            String digest,
            @Nullable String decision,
            @Nullable Actor by,
            @Nullable Instant at) {}

    record StepShape(
            String name,
            String kind,
            StepStatus status,
            List<String> dependsOn,
            @Nullable JobId job,
            @Nullable String reason,
            @Nullable PlanShape plan,
            @Nullable ApprovalShape approval) {}

    record TransitionShape(
            Instant at, Actor actor, String what, @Nullable String from, String to, String reason) {

        static TransitionShape of(Transition transition) {
            return new TransitionShape(
                    transition.at(),
                    transition.actor(),
                    transition.subject(),
                    transition.from(),
                    transition.to(),
                    transition.reason());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Shape(
            WorkflowId id,
            String kind,
            WorkflowStatus status,
            boolean changing,
            String trigger,
            Actor actor,
            @Nullable String reason,
            Instant createdAt,
            @Nullable Instant endedAt,
            @Nullable List<StepShape> steps,
            @Nullable List<TransitionShape> transitions) {}

    static Shape whole(WorkflowView view) {
        return shape(
                view.workflow(),
                view.steps().stream().map(WorkflowShape::step).toList(),
                view.transitions().stream().map(TransitionShape::of).toList());
    }

    static Shape line(WorkflowRecord workflow) {
        return shape(workflow, null, null);
    }

    private static Shape shape(
            WorkflowRecord workflow, @Nullable List<StepShape> steps, @Nullable List<TransitionShape> transitions) {
        return new Shape(
                workflow.id(),
                workflow.kind(),
                workflow.status(),
                workflow.changing() == Changing.CHANGING,
                workflow.trigger(),
                workflow.actor(),
                orNull(workflow.reason()),
                workflow.createdAt(),
                workflow.endedAt(),
                steps,
                transitions);
    }

    private static StepShape step(StepRecord step) {
        return new StepShape(
                step.name(),
                step.definition().kind().name().toLowerCase(Locale.ROOT),
                step.status(),
                step.definition().dependsOn(),
                step.job().orElse(null),
                orNull(step.reason()),
                plan(step.result()),
                approval(step.approval()));
    }

    private static @Nullable PlanShape plan(@Nullable JobResult result) {
        return result != null && result.detail() instanceof ResultDetail.Plan plan
                ? new PlanShape(
                        plan.hasChanges(),
                        plan.toAdd(),
                        plan.toChange(),
                        plan.toDestroy(),
                        plan.planSha256(),
                        plan.summary())
                : null;
    }

    private static @Nullable ApprovalShape approval(@Nullable Approval approval) {
        if (approval == null) {
            return null;
        }
        var decision = approval.decision();
        return new ApprovalShape(
                approval.digest(),
                decision == null ? null : decision.name().toLowerCase(Locale.ROOT),
                approval.by(),
                approval.at());
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
