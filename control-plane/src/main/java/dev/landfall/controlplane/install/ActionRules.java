package dev.landfall.controlplane.install;

import dev.landfall.controlplane.app.AppConfigs;
import dev.landfall.controlplane.blob.Blobs;
import dev.landfall.controlplane.workflow.StepAftermath;
import dev.landfall.controlplane.workflow.StepContext;
import dev.landfall.controlplane.workflow.StepDecision;
import dev.landfall.controlplane.workflow.WorkflowRecord;
import dev.landfall.controlplane.workflow.WorkflowRules;
import dev.landfall.protocol.job.JobResult;
import java.util.List;

/** {@code action}: one run of an action, beside whatever else happens in the install. */
public final class ActionRules implements WorkflowRules {

    public static final String KIND = "action";

    private final ActionSteps actions;

    public ActionRules(AppConfigs configs, Blobs blobs) {
        this.actions = new ActionSteps(configs, new PartOutputs(blobs));
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
        return actions.run(context, StepParams.of(context));
    }

    @Override
    public StepAftermath ended(StepContext context, JobResult result) {
        return actions.ran(context, StepParams.of(context), result);
    }

    @Override
    public List<String> retryFrom(StepContext context) {
        return List.of(context.step().name());
    }
}
