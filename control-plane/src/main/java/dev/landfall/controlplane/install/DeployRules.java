package dev.landfall.controlplane.install;

import dev.landfall.controlplane.app.AppConfigs;
import dev.landfall.controlplane.blob.Blobs;
import dev.landfall.controlplane.records.StoredRecord;
import dev.landfall.controlplane.records.Write;
import dev.landfall.controlplane.workflow.StepAftermath;
import dev.landfall.controlplane.workflow.StepContext;
import dev.landfall.controlplane.workflow.StepDecision;
import dev.landfall.controlplane.workflow.StepRecord;
import dev.landfall.controlplane.workflow.WorkflowRecord;
import dev.landfall.controlplane.workflow.WorkflowRules;
import dev.landfall.protocol.job.JobResult;
import java.util.List;
import java.util.Map;

/**
 * {@code deploy}: the sandbox, then every component after those that it depends on, each as plan, approval and apply; then
 * the actions that follow a deploy. Parts that do not depend on each other run side by side.
 */
public final class DeployRules implements WorkflowRules {

    public static final String KIND = "deploy";

    private final ChangeSteps changes;
    private final ActionSteps actions;

    public DeployRules(AppConfigs configs, Blobs blobs) {
        var outputs = new PartOutputs(blobs);
        this.changes = new ChangeSteps(TerraformJobs.Direction.DEPLOY, configs, outputs);
        this.actions = new ActionSteps(configs, outputs);
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
        return switch (params.does()) {
            case PLAN -> changes.plan(context, params);
            case APPROVE -> changes.approve(context, params);
            case APPLY -> changes.apply(context, params);
            case RUN -> actions.run(context, params);
        };
    }

    @Override
    public StepAftermath ended(StepContext context, JobResult result) {
        var params = StepParams.of(context);
        return switch (params.does()) {
            case PLAN -> changes.planned(result);
            case APPROVE -> StepAftermath.NONE;
            case APPLY -> changes.applied(context, params, result);
            case RUN -> actions.ran(context, params, result);
        };
    }

    @Override
    public List<String> retryFrom(StepContext context) {
        var params = StepParams.of(context);
        return params.does() == StepParams.Does.RUN ? List.of(context.step().name()) : changes.retryFrom(params);
    }

    @Override
    public List<Write> closed(
            WorkflowRecord workflow, Map<String, StepRecord> steps, Map<String, StoredRecord> documents) {
        return InstallClosing.status(workflow, documents, InstallStatus.ACTIVE);
    }
}
