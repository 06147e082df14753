package dev.landfall.controlplane.upkeep;

import dev.landfall.controlplane.job.JobRequest;
import dev.landfall.controlplane.workflow.StepAftermath;
import dev.landfall.controlplane.workflow.StepContext;
import dev.landfall.controlplane.workflow.StepDecision;
import dev.landfall.controlplane.workflow.WorkflowRecord;
import dev.landfall.controlplane.workflow.WorkflowRules;
import dev.landfall.protocol.job.JobResult;
import dev.landfall.protocol.json.Json;
import java.util.List;

/** A job of one runner on itself is the only step of its workflow, in the runner's own partition. */
public final class UpkeepRules implements WorkflowRules {

    public static final String KIND = "upkeep";

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
        var wish = Json.mapper().treeToValue(context.step().definition().params(), Wish.class);
        return new StepDecision.Run(
                JobRequest.ofRunner(wish.work(), wish.runner(), wish.runnerName(), wish.pool(), wish.timeout()));
    }

    @Override
    public StepAftermath ended(StepContext context, JobResult result) {
        return StepAftermath.NONE;
    }

    @Override
    public List<String> retryFrom(StepContext context) {
        return List.of(context.step().name());
    }
}
