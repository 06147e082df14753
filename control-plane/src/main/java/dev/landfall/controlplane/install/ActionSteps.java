package dev.landfall.controlplane.install;

import dev.landfall.controlplane.app.AppConfigs;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.workflow.StepAftermath;
import dev.landfall.controlplane.workflow.StepContext;
import dev.landfall.controlplane.workflow.StepDecision;
import dev.landfall.protocol.job.JobOutcome;
import dev.landfall.protocol.job.JobResult;
import dev.landfall.protocol.job.OutputValue;
import dev.landfall.protocol.job.ResultDetail;
import java.util.List;
import java.util.Map;

/** The step that runs an action and keeps its outputs. */
final class ActionSteps {

    private final AppConfigs configs;
    private final PartOutputs outputs;
    private final ActionJobs jobs = new ActionJobs();

    ActionSteps(AppConfigs configs, PartOutputs outputs) {
        this.configs = configs;
        this.outputs = outputs;
    }

    StepDecision run(StepContext context, StepParams params) {
        var sight = Sight.of(context, params.configVersion(), configs, outputs);
        var given = InstallStart.of(context.workflow().params()).env();
        var request = jobs.run(sight, params.part(), params.trigger(), given);
        return new StepDecision.Run(RoleChoice.ofAction(context, sight).grant(request));
    }

    StepAftermath ran(StepContext context, StepParams params, JobResult result) {
        boolean succeeded = result.outcome() == JobOutcome.SUCCEEDED;
        var values = result.detail() instanceof ResultDetail.Outputs detail
                ? detail.values()
                : Map.<String, OutputValue>of();
        var state = outputs.state(
                succeeded ? PartState.Status.ACTIVE : PartState.Status.ERROR,
                params.part(),
                params.configVersion(),
                "",
                context.workflow().id(),
                context.now(),
                values,
                succeeded);
        return StepAftermath.writing(List.of(Documents.put(PartState.sort(params.part()), state, Precondition.none())));
    }
}
