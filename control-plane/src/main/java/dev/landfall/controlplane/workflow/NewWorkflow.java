package dev.landfall.controlplane.workflow;

import dev.landfall.controlplane.audit.Actor;
import dev.landfall.controlplane.records.Write;
import dev.landfall.protocol.id.OrgId;
import dev.landfall.protocol.id.PartitionId;
import dev.landfall.protocol.id.WorkflowId;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * A workflow to start.
 *
 * @param org whose it is
 * @param partition the install or project
 * @param steps at least one; further ones can be appended while it runs
 * @param writes further writes of the same batch, such as the delivery that caused it, given the id that it gets
 */
public record NewWorkflow(
        OrgId org,
        PartitionId partition,
        String kind,
        Changing changing,
        String trigger,
        Actor actor,
        JsonNode params,
        List<StepDefinition> steps,
        Function<WorkflowId, List<Write>> writes) {
    public NewWorkflow {
        steps = List.copyOf(steps);
    }

    /** With writes that do not name the workflow. */
    public NewWorkflow(
            OrgId org,
            PartitionId partition,
            String kind,
            Changing changing,
            String trigger,
            Actor actor,
            JsonNode params,
            List<StepDefinition> steps,
            List<Write> writes) {
        this(org, partition, kind, changing, trigger, actor, params, steps, id -> List.copyOf(writes));
    }
}
