package dev.landfall.stacktemplates.terraform.azure;

import static dev.landfall.stacktemplates.hcl.Expression.code;
import static dev.landfall.stacktemplates.hcl.Expression.object;
import static dev.landfall.stacktemplates.hcl.Expression.template;
import static dev.landfall.stacktemplates.hcl.Expression.tuple;

import dev.landfall.stacktemplates.azure.Scripts;
import dev.landfall.stacktemplates.hcl.Expression;
import java.util.List;

/** What the stack tells the control plane: the members of {@link dev.landfall.protocol.stack.StackStatement.Azure}. */
final class Statement {

    private Statement() {}

    static Expression of() {
        // by its name, as the scale set itself holds the statement
        var machines = template(Module.GROUP, "/providers/Microsoft.Compute/virtualMachineScaleSets/", Module.NAME);
        return object("type", "azure")
                .with("event", Scripts.EVENT)
                .with("stack", machines)
                .with("tenant", code("data.azurerm_client_config.this.tenant_id"))
                .with("subscription", code("data.azurerm_client_config.this.subscription_id"))
                .with("resourceGroup", code("data.azurerm_resource_group.this.name"))
                .with("location", code("local.location"))
                .with("network", code("local.network_id"))
                .with("subnets", tuple(List.of(code("local.subnet_id"))))
                .with("runnerClient", code("azurerm_user_assigned_identity.runner.client_id"))
                .with("runnerPrincipal", code("azurerm_user_assigned_identity.runner.principal_id"))
                .with("roles", present("roles"))
                .with("secrets", present("secrets"))
                .with("inputs", present("inputs"))
                .with("vault", code("azurerm_key_vault.this.vault_uri"))
                .with("stateAccount", code("module.state.account"))
                .with("stateContainer", code("module.state.container"))
                .with("planKey", code(VaultFile.PLAN_KEY))
                .with("logWorkspace", code("azurerm_log_analytics_workspace.this.id"))
                .with("runnerEnabled", code("var.runner_enabled"));
    }

    private static Expression present(String local) {
        return code("{ for name, value in local." + local + " : name => value if value != null }");
    }
}
