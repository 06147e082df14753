package dev.landfall.integration.simulator;

import dev.landfall.controlplane.job.JobRequest;
import dev.landfall.controlplane.job.RetryPolicy;
import dev.landfall.controlplane.workflow.StepAftermath;
import dev.landfall.controlplane.workflow.StepContext;
import dev.landfall.controlplane.workflow.StepDecision;
import dev.landfall.controlplane.workflow.StepKind;
import dev.landfall.controlplane.workflow.WorkflowRecord;
import dev.landfall.controlplane.workflow.WorkflowRules;
import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.job.CiWork;
import dev.landfall.protocol.job.JobOutcome;
import dev.landfall.protocol.job.JobResult;
import dev.landfall.protocol.job.JobWork;
import dev.landfall.protocol.job.SourceRef;
import dev.landfall.protocol.job.TerraformWork;
import dev.landfall.protocol.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Rules with all that the engine offers: jobs of both disconnect policies, approvals, retries, steps that append steps. */
final class SimulatedRules implements WorkflowRules {
    static final String KIND = "simulated";

    private static final String DIGEST = "a".repeat(64);

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<String> reads(WorkflowRecord workflow) {
        return List.of();
    }

    @Override
    public StepDecision ready(StepContext context) {
        if (context.step().definition().kind() == StepKind.APPROVAL) {
            return new StepDecision.AwaitApproval(DIGEST, List.of("something changes"), null);
        }
        var spec = spec(context);
        var name = context.step().name();
        var pool = new PoolId(context.workflow().params().path("pool").asString(""));
        return new StepDecision.Run(new JobRequest(
                name,
                spec.goesOn() ? apply() : new CiWork(name, "true", Map.of(), null, null),
                pool,
                List.of(),
                Duration.ofSeconds(spec.timeoutSeconds()),
                RetryPolicy.ofFailures(spec.tries()),
                "simulation"));
    }

    @Override
    public StepAftermath ended(StepContext context, JobResult result) {
        int appends = spec(context).appends();
        if (result.outcome() != JobOutcome.SUCCEEDED || appends == 0) {
            return StepAftermath.NONE;
        }
        return StepAftermath.appending(Shapes.appended(context.step().name(), appends));
    }

    @Override
    public List<String> retryFrom(StepContext context) {
        var name = context.step().name();
        return name.equals("apply") && context.steps().containsKey("plan")
                ? List.of("plan", "approve", "apply")
                : List.of(name);
    }

    private static StepSpec spec(StepContext context) {
        return Json.mapper().treeToValue(context.step().definition().params(), StepSpec.class);
    }

    private static JobWork apply() {
        return new TerraformWork(
                TerraformWork.Operation.APPLY,
                false,
                null,
                new SourceRef.Git("https://example.com/vendor/modules", "0".repeat(40), ".", null),
                "simulation",
                Map.of(),
                List.of(),
                Map.of(),
                new TerraformWork.ApprovedPlan("plans/simulation", DIGEST, DIGEST));
    }

    /**
     * What a step says about its job.
     *
     * @param goesOn whether its job goes on while disconnected
     * @param appends how many further steps its success makes
     */
    record StepSpec(boolean goesOn, int timeoutSeconds, int tries, int appends) {}
}
