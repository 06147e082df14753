package dev.landfall.stacktemplates.terraform.azure;

import static dev.landfall.stacktemplates.hcl.Expression.code;
import static dev.landfall.stacktemplates.hcl.Expression.object;

import dev.landfall.stacktemplates.azure.Scripts;
import dev.landfall.stacktemplates.hcl.Body;
import dev.landfall.stacktemplates.hcl.Expression;
import dev.landfall.stacktemplates.hcl.Expression.Members;
import dev.landfall.stacktemplates.model.StackModel;

/** What the stack tells the control plane: the members of {@link dev.landfall.protocol.stack.StackStatement.Azure}. */
final class Statement {

    private Statement() {}

    /**
     * Sets what the control plane is told, and what that is made of.
     *
     * @param stack id of what stands for the stack
     * @param place where the runner is
     */
    static void set(Body locals, StackModel model, Expression stack, Members place) {
        locals.set("statement", of(stack, place))
                .set("secrets", VaultFile.addresses(model))
                .set("roles", roles(model))
                .set("inputs", InputVariables.chosen(model));
    }

    private static Members of(Expression stack, Members place) {
        var statement = object("type", "azure")
                .with("event", Scripts.EVENT)
                .with("stack", stack)
                .with("tenant", code("data.azurerm_client_config.this.tenant_id"))
                .with("subscription", code("data.azurerm_client_config.this.subscription_id"))
                .with("resourceGroup", code("data.azurerm_resource_group.this.name"))
                .with("location", code("local.location"));
        for (var member : place.members()) {
            statement = statement.with(member.key(), member.value());
        }
        return statement
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

    private static Expression roles(StackModel model) {
        var all = object();
        for (var role : model.roles()) {
            var clients = "azurerm_user_assigned_identity." + Names.identity(role) + "[*].client_id";
            all = all.with(role.name(), code("one(" + clients + ")"));
        }
        return all;
    }

    private static Expression present(String local) {
        return code("{ for name, value in local." + local + " : name => value if value != null }");
    }
}
