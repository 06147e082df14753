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
 * {@code deprovision}: takes every deployed part down, each after those that depend on it and the sandbox last, as plan,
 * approval and apply of a destruction.
 */
public final class DeprovisionRules implements WorkflowRules {

    public static final String KIND = "deprovision";

    private final ChangeSteps changes;

    public DeprovisionRules(AppConfigs configs, Blobs blobs) {
        this.changes = new ChangeSteps(TerraformJobs.Direction.DESTROY, configs, new PartOutputs(blobs));
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
            case RUN -> new StepDecision.Skip("a deprovision runs no actions");
        };
    }

    @Override
    public StepAftermath ended(StepContext context, JobResult result) {
        var params = StepParams.of(context);
        return params.does() == StepParams.Does.PLAN
                ? changes.planned(result)
                : changes.applied(context, params, result);
    }

    @Override
    public List<String> retryFrom(StepContext context) {
        return changes.retryFrom(StepParams.of(context));
    }

    @Override
    public List<Write> closed(
            WorkflowRecord workflow, Map<String, StepRecord> steps, Map<String, StoredRecord> documents) {
        return InstallClosing.status(workflow, documents, InstallStatus.DEPROVISIONED);
    }
}
