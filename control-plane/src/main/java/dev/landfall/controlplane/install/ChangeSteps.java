package dev.landfall.controlplane.install;

import dev.landfall.controlplane.app.AppConfigs;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.records.Write;
import dev.landfall.controlplane.workflow.StepAftermath;
import dev.landfall.controlplane.workflow.StepContext;
import dev.landfall.controlplane.workflow.StepDecision;
import dev.landfall.controlplane.workflow.StepDefinition;
import dev.landfall.formats.appconfig.Component;
import dev.landfall.protocol.job.JobOutcome;
import dev.landfall.protocol.job.JobResult;
import dev.landfall.protocol.job.OutputValue;
import dev.landfall.protocol.job.ResultDetail;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The three steps that change a part: its plan, the approval of exactly that plan, and its apply. The same for building up
 * and for taking down.
 */
final class ChangeSteps {

    /** What a runner's reason starts with when the state changed after the plan was made. */
    static final String STALE_PLAN = "stale-plan: ";

    /** So often a stale plan is made anew before the step fails. */
    static final int MAX_PLANS = 3;

    private final TerraformJobs.Direction direction;
    private final AppConfigs configs;
    private final PartOutputs outputs;
    private final TerraformJobs jobs = new TerraformJobs();

    ChangeSteps(TerraformJobs.Direction direction, AppConfigs configs, PartOutputs outputs) {
        this.direction = direction;
        this.configs = configs;
        this.outputs = outputs;
    }

    StepDecision plan(StepContext context, StepParams params) {
        var sight = sight(context, params);
        var request = jobs.plan(sight, params.part(), direction);
        return new StepDecision.Run(roles(context, sight, params).grant(request));
    }

    StepDecision approve(StepContext context, StepParams params) {
        var plan = planOf(context, params);
        if (plan.isEmpty()) {
            return noPlan(params);
        }
        if (!plan.get().hasChanges()) {
            return new StepDecision.Satisfied("the plan has no changes");
        }
        if (Sight.install(context.documents()).value().approval() == ApprovalOption.APPROVE_ALL) {
            return new StepDecision.Satisfied("the install approves all plans");
        }
        var planStep = context.steps().get(params.step(StepParams.Does.PLAN));
        var job = planStep == null ? null : planStep.job().orElse(null);
        return new StepDecision.AwaitApproval(
                plan.get().planSha256(), plan.get().summary(), job);
    }

    StepDecision apply(StepContext context, StepParams params) {
        var plan = planOf(context, params);
        if (plan.isEmpty()) {
            return noPlan(params);
        }
        var sight = sight(context, params);
        if (!plan.get().hasChanges() && settled(sight, params.part())) {
            return new StepDecision.Satisfied("there are no changes to apply");
        }
        var approved = context.steps().get(params.step(StepParams.Does.APPROVE));
        var approval = approved == null ? null : approved.approval();
        if (approval != null && !approval.digest().equals(plan.get().planSha256())) {
            return new StepDecision.Fail("the plan is not the one that was approved");
        }
        var request = jobs.apply(sight, params.part(), direction, plan.get());
        return new StepDecision.Run(roles(context, sight, params).grant(request));
    }

    StepAftermath planned(JobResult result) {
        return result.outcome() != JobOutcome.SUCCEEDED || result.detail() instanceof ResultDetail.Plan
                ? StepAftermath.NONE
                : StepAftermath.failing("the runner did not report a plan; update the runner");
    }

    StepAftermath applied(StepContext context, StepParams params, JobResult result) {
        if (result.outcome() == JobOutcome.SUCCEEDED) {
            return StepAftermath.writing(List.of(success(context, params, result)));
        }
        var failed = List.of(failure(context, params));
        return stale(result) && context.step().jobs().size() < MAX_PLANS
                ? new StepAftermath(again(context, params), failed, Optional.empty())
                : StepAftermath.writing(failed);
    }

    /** A part is retried as a whole: what was approved is not what a new plan says. */
    List<String> retryFrom(StepParams params) {
        return switch (params.does()) {
            case PLAN, APPROVE, APPLY ->
                List.of(
                        params.step(StepParams.Does.PLAN),
                        params.step(StepParams.Does.APPROVE),
                        params.step(StepParams.Does.APPLY));
            case RUN -> List.of();
        };
    }

    Sight sight(StepContext context, StepParams params) {
        return Sight.of(context, params.configVersion(), configs, outputs);
    }

    private List<StepDefinition> again(StepContext context, StepParams params) {
        var plan = context.steps().get(params.step(StepParams.Does.PLAN));
        var dependsOn = plan == null ? List.<String>of() : plan.definition().dependsOn();
        return StepParams.change(params.part(), params.configVersion(), dependsOn);
    }

    private static boolean stale(JobResult result) {
        return result.outcome() == JobOutcome.FAILED && result.reason().startsWith(STALE_PLAN);
    }

    /** Whether a plan without changes leaves nothing to note: the part is known to be as the plan wants it. */
    private boolean settled(Sight sight, Part part) {
        return switch (direction) {
            case DEPLOY -> sight.deployed(part);
            case DESTROY ->
                sight.state(part)
                        .filter(state -> state.status() == PartState.Status.DEPROVISIONED)
                        .isPresent();
        };
    }

    private Write success(StepContext context, StepParams params, JobResult result) {
        return switch (direction) {
            case DEPLOY -> {
                var values = result.detail() instanceof ResultDetail.Outputs detail
                        ? detail.values()
                        : Map.<String, OutputValue>of();
                yield write(context, params, PartState.Status.ACTIVE, values, true);
            }
            case DESTROY -> write(context, params, PartState.Status.DEPROVISIONED, Map.of(), false);
        };
    }

    /** What was there before stays readable: a failed apply may have changed all, some or nothing of it. */
    private Write failure(StepContext context, StepParams params) {
        var before = sight(context, params).state(params.part());
        return write(
                context,
                params,
                PartState.Status.ERROR,
                before.map(outputs::of).orElse(Map.of()),
                before.filter(PartState::provisioned).isPresent());
    }

    private Write write(
            StepContext context,
            StepParams params,
            PartState.Status status,
            Map<String, OutputValue> values,
            boolean provisioned) {
        var part = params.part();
        var checksum = sight(context, params)
                .config()
                .component(part.kind() == Part.Kind.COMPONENT ? part.name() : "")
                .map(Component::checksum)
                .orElse("");
        var state = outputs.state(
                status,
                part,
                params.configVersion(),
                checksum,
                context.workflow().id(),
                context.now(),
                values,
                provisioned);
        return Documents.put(PartState.sort(part), state, Precondition.none());
    }

    private RoleChoice roles(StepContext context, Sight sight, StepParams params) {
        return switch (direction) {
            case DEPLOY -> RoleChoice.ofDeploy(context, sight, params.part());
            case DESTROY -> RoleChoice.ofDestruction(context, sight);
        };
    }

    private static Optional<ResultDetail.Plan> planOf(StepContext context, StepParams params) {
        return context.result(params.step(StepParams.Does.PLAN))
                .map(JobResult::detail)
                .filter(ResultDetail.Plan.class::isInstance)
                .map(ResultDetail.Plan.class::cast);
    }

    private static StepDecision noPlan(StepParams params) {
        return new StepDecision.Fail("there is no plan of " + params.part());
    }
}
