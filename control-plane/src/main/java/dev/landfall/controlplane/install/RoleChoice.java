package dev.landfall.controlplane.install;

import dev.landfall.controlplane.identity.Roles;
import dev.landfall.controlplane.job.JobRequest;
import dev.landfall.controlplane.stack.InstallStack;
import dev.landfall.controlplane.workflow.StepContext;
import dev.landfall.protocol.identity.JobOperation;
import java.util.ArrayList;
import java.util.List;

/**
 * Under which operation a job of an install runs, in this order:
 *
 * <pre>
 * what somebody asked for by name when the workflow was started, such as break-glass
 * taking a part down                    deprovision
 * an action                             action:NAME where that has a role, else maintenance
 * a component with a role of its own    component:NAME
 * a part that was never whole           provision
 * any other part                        maintenance
 * </pre>
 *
 * A plan and the apply of its bytes run under the same.
 *
 * @param operations the first that has a role is taken
 * @param stack whose store keeps Terraform's states, when the role reaches it
 */
record RoleChoice(Roles roles, List<JobOperation> operations, InstallStack stack) {

    static RoleChoice ofDeploy(StepContext context, Sight sight, Part part) {
        var operations = new ArrayList<JobOperation>();
        if (part.kind() == Part.Kind.COMPONENT) {
            JobOperation.component(part.name()).ifPresent(operations::add);
        }
        boolean provisioned = sight.state(part).filter(PartState::provisioned).isPresent();
        operations.add(provisioned ? JobOperation.MAINTENANCE : JobOperation.PROVISION);
        return of(context, sight, operations);
    }

    static RoleChoice ofDestruction(StepContext context, Sight sight) {
        return of(context, sight, List.of(JobOperation.DEPROVISION));
    }

    static RoleChoice ofAction(StepContext context, Sight sight) {
        var operations = new ArrayList<JobOperation>();
        JobOperation.action(StepParams.of(context).part().name()).ifPresent(operations::add);
        operations.add(JobOperation.MAINTENANCE);
        return of(context, sight, operations);
    }

    JobRequest grant(JobRequest request) {
        return CustomerState.keep(stack, roles.grant(request, operations));
    }

    private static RoleChoice of(StepContext context, Sight sight, List<JobOperation> chosen) {
        var asked = InstallStart.of(context.workflow().params()).operation();
        return new RoleChoice(sight.roles(), asked == null ? chosen : List.of(asked), sight.stack());
    }
}
