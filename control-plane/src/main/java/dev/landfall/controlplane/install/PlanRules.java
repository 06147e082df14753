package dev.landfall.controlplane.install;

import dev.landfall.controlplane.app.AppConfigs;
import dev.landfall.controlplane.blob.Blobs;
import dev.landfall.controlplane.workflow.StepAftermath;
import dev.landfall.controlplane.workflow.StepContext;
import dev.landfall.controlplane.workflow.StepDecision;
import dev.landfall.controlplane.workflow.WorkflowRecord;
import dev.landfall.controlplane.workflow.WorkflowRules;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.job.JobResult;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code plan}: what a deploy would change now, part by part, changing nothing. A part that needs outputs of another one
 * which is not deployed yet is skipped with that reason.
 */
public final class PlanRules implements WorkflowRules {

    public static final String KIND = "plan";

    private final ChangeSteps steps;

    public PlanRules(AppConfigs configs, Blobs blobs) {
        this.steps = new ChangeSteps(TerraformJobs.Direction.DEPLOY, configs, new PartOutputs(blobs));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<String> reads(WorkflowRecord workflow) {
        return Sight.reads(workflow);
    }

    @Override
    public StepDecision ready(StepContext context) {
        var params = StepParams.of(context);
        var missing = steps.sight(context, params).missingBefore(params.part());
        try {
            return steps.plan(context, params);
        } catch (LandfallException e) {
            if (e.kind() != ErrorKind.INVALID || missing.isEmpty()) {
                throw e;
            }
            var names = missing.stream().map(Part::toString).collect(Collectors.joining(", "));
            return new StepDecision.Skip("it needs outputs of what is not deployed yet: " + names);
        }
    }

    @Override
    public StepAftermath ended(StepContext context, JobResult result) {
        return steps.planned(result);
    }

    @Override
    public List<String> retryFrom(StepContext context) {
        return List.of(context.step().name());
    }
}
