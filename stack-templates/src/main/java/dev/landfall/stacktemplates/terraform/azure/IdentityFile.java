package dev.landfall.stacktemplates.terraform.azure;

import static dev.landfall.stacktemplates.hcl.Expression.code;
import static dev.landfall.stacktemplates.hcl.Expression.template;
import static dev.landfall.stacktemplates.hcl.Expression.texts;
import static dev.landfall.stacktemplates.hcl.Expression.tuple;

import dev.landfall.stacktemplates.azure.BuiltInRole;
import dev.landfall.stacktemplates.hcl.Body;
import dev.landfall.stacktemplates.hcl.Expression;
import dev.landfall.stacktemplates.model.OperationRole;
import dev.landfall.stacktemplates.model.Permission;
import dev.landfall.stacktemplates.model.Permission.AzureActions;
import dev.landfall.stacktemplates.model.Permission.AzureBuiltInRole;
import dev.landfall.stacktemplates.model.StackModel;
import dev.landfall.stacktemplates.terraform.Variable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code identities.tf}: the runner's own identity, and one for each operation, which exists only where the customer says so. */
final class IdentityFile {

    private static final String IDENTITY = "azurerm_user_assigned_identity";
    private static final Expression RUNNER = code(IDENTITY + ".runner.principal_id");

    private IdentityFile() {}

    static void add(StackModel model, Module module) {
        var file = module.file("identities.tf");
        file.comment("The runner's own identity: it proves who it is, and reads the stack's secrets.");
        Module.resource(file, IDENTITY, "runner", identity -> Module.placed(identity, Module.named("runner")));
        assign(
                file,
                "runner_reads_secrets",
                RUNNER,
                code("azurerm_key_vault.this.id"),
                BuiltInRole.KEY_VAULT_SECRETS_USER);
        model.roles().forEach(role -> add(role, module, file));
    }

    /** Id of a role that Azure defines. */
    static Expression builtIn(String id) {
        return template(code("local.built_in_roles"), "/" + id);
    }

    private static void add(OperationRole role, Module module, Body file) {
        module.ask(Variable.of(
                        Names.enabled(role),
                        "bool",
                        role.title() + " (" + String.join(", ", role.operations()) + "): " + role.description())
                .withDefault(Expression.truth(role.enabledByDefault())));
        file.comment(role.title());
        Module.resource(file, IDENTITY, Names.identity(role), identity -> {
            identity.set("count", Names.onlyIfEnabled(role)).gap();
            Module.placed(identity, Module.named(role.name()));
        });
        for (int i = 0; i < role.permissions().size(); i++) {
            grant(role, i + 1, file);
        }
        assign(
                file,
                Names.identity(role) + "_state",
                role,
                code("module.state.container_id"),
                builtIn(BuiltInRole.STORAGE_BLOB_DATA_CONTRIBUTOR));
    }

    private static void grant(OperationRole role, int number, Body file) {
        var name = Names.identity(role) + "_" + number;
        switch (role.permissions().get(number - 1)) {
            case AzureBuiltInRole builtIn ->
                BuiltInRole.id(builtIn.name()).ifPresent(id -> assign(file, name, role, Module.GROUP, builtIn(id)));
            case AzureActions actions -> {
                define(role, name, number, actions, file);
                var definition = "azurerm_role_definition." + name + "[0].role_definition_resource_id";
                assign(file, name, role, Module.GROUP, code(definition));
            }
            case Permission.OnAws onAws ->
                throw new IllegalStateException("A stack on Azure has no permissions of AWS.");
        }
    }

    private static void define(OperationRole role, String name, int number, AzureActions actions, Body file) {
        Module.resource(file, "azurerm_role_definition", name, definition -> {
            definition
                    .set("count", Names.onlyIfEnabled(role))
                    .gap()
                    .set("name", template(Module.NAME, "-" + role.name() + " " + number + " ", code("local.unique")))
                    .set("description", role.description())
                    .set("scope", Module.GROUP)
                    .set("assignable_scopes", tuple(List.of(Module.GROUP)))
                    .block("permissions", permissions -> {
                        actions(permissions, "actions", actions.actions());
                        actions(permissions, "not_actions", actions.notActions());
                        actions(permissions, "data_actions", actions.dataActions());
                        actions(permissions, "not_data_actions", actions.notDataActions());
                    });
        });
    }

    private static void actions(Body permissions, String name, List<String> actions) {
        if (!actions.isEmpty()) {
            permissions.set(name, texts(actions));
        }
    }

    private static void assign(Body file, String name, OperationRole role, Expression scope, Expression definition) {
        assign(file, name, Names.onlyIfEnabled(role), Names.of(role, "principal_id"), scope, definition);
    }

    private static void assign(Body file, String name, Expression principal, Expression scope, String builtIn) {
        assign(file, name, null, principal, scope, builtIn(builtIn));
    }

    private static void assign(
            Body file,
            String name,
            @Nullable Expression count,
            Expression principal,
            Expression scope,
            Expression definition) {
        Module.resource(file, "azurerm_role_assignment", name, assignment -> {
            if (count != null) {
                assignment.set("count", count).gap();
            }
            assignment
                    .set("scope", scope)
                    .set("role_definition_id", definition)
                    .set("principal_id", principal)
                    .set("principal_type", "ServicePrincipal");
        });
    }
}
