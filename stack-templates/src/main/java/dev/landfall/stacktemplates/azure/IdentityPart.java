package dev.landfall.stacktemplates.azure;

import static dev.landfall.stacktemplates.arm.Expression.call;
import static dev.landfall.stacktemplates.arm.Expression.join;
import static dev.landfall.stacktemplates.arm.Expression.list;
import static dev.landfall.stacktemplates.arm.Expression.object;

import dev.landfall.stacktemplates.arm.Expression;
import dev.landfall.stacktemplates.arm.Expression.IdOf;
import dev.landfall.stacktemplates.arm.Parameter;
import dev.landfall.stacktemplates.arm.Parameter.Kind;
import dev.landfall.stacktemplates.arm.Resource;
import dev.landfall.stacktemplates.model.OperationRole;
import dev.landfall.stacktemplates.model.Permission;
import dev.landfall.stacktemplates.model.Permission.AzureActions;
import dev.landfall.stacktemplates.model.Permission.AzureBuiltInRole;
import dev.landfall.stacktemplates.model.RunnerHost;
import dev.landfall.stacktemplates.model.StackModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who acts: the runner's own identity, and one for each operation, which exists only where the customer says so. */
final class IdentityPart {

    /** Symbol of the runner's own identity. */
    static final String RUNNER = "runner";

    private static final String IDENTITY = "Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31";
    private static final String ASSIGNMENT = "Microsoft.Authorization/roleAssignments@2022-04-01";
    private static final String DEFINITION = "Microsoft.Authorization/roleDefinitions@2022-04-01";
    private static final String ROLES = "Microsoft.Authorization/roleDefinitions";

    private IdentityPart() {}

    static void add(StackModel model, Draft draft) {
        draft.add(Resource.of(RUNNER, IDENTITY, model.name().with("runner"), Draft.placed())
                .described("The runner's own identity: it proves who it is, and reads the stack's secrets."));
        model.roles().forEach(role -> add(model, role, draft));
    }

    /** Symbol of an operation's identity. */
    static String symbol(OperationRole role) {
        return AzureNames.symbol("role", role.name());
    }

    /** The parameter that says whether there is one. */
    static Expression enabled(OperationRole role) {
        return new Expression.Parameter(AzureNames.symbol("enable", role.name()));
    }

    /**
     * Lets an identity have a role that Azure defines.
     *
     * @param on symbol of the resource over which; null for the resource group
     */
    static void assign(
            Draft draft, String symbol, String identity, String role, @Nullable String on, @Nullable Expression when) {
        assign(draft, symbol, identity, call("subscriptionResourceId", ROLES, role), on, when, role);
    }

    private static void add(StackModel model, OperationRole role, Draft draft) {
        var enabled = draft.add(Parameter.of(
                AzureNames.symbol("enable", role.name()),
                Kind.BOOL,
                role.title() + " (" + String.join(", ", role.operations()) + "): " + role.description(),
                role.enabledByDefault()));
        draft.add(Resource.of(symbol(role), IDENTITY, model.name().with(role.name()), Draft.placed())
                .when(isTakenAway(model) ? enabled : null)
                .described(role.title()));
        for (int i = 0; i < role.permissions().size(); i++) {
            grant(model, role, i, draft);
        }
    }

    /** From a machine. In a cluster it stays, so that whom it trusts can be changed. */
    private static boolean isTakenAway(StackModel model) {
        return !(model.host() instanceof RunnerHost.ExistingCluster);
    }

    private static void grant(StackModel model, OperationRole role, int index, Draft draft) {
        var symbol = symbol(role) + "Grant" + (index + 1);
        switch (role.permissions().get(index)) {
            case AzureBuiltInRole builtIn ->
                BuiltInRole.id(builtIn.name())
                        .ifPresent(id -> assign(draft, symbol, symbol(role), id, null, enabled(role)));
            case AzureActions actions -> {
                var definition = symbol(role) + "Actions" + (index + 1);
                define(model, role, definition, actions, index, draft);
                assign(draft, symbol, symbol(role), new IdOf(definition), null, enabled(role), definition);
            }
            case Permission.OnAws onAws ->
                throw new IllegalStateException("A stack on Azure has no permissions of AWS.");
        }
    }

    private static void define(
            StackModel model, OperationRole role, String symbol, AzureActions actions, int index, Draft draft) {
        var title = model.name().with(role.name()) + " " + (index + 1) + " ";
        draft.add(Resource.of(
                        symbol,
                        DEFINITION,
                        draft.guid(symbol),
                        object(
                                "properties",
                                object(
                                        "roleName", join(title, draft.unique()),
                                        "description", role.description(),
                                        "type", "CustomRole",
                                        "permissions",
                                                list(object(
                                                        "actions", texts(actions.actions()),
                                                        "notActions", texts(actions.notActions()),
                                                        "dataActions", texts(actions.dataActions()),
                                                        "notDataActions", texts(actions.notDataActions()))),
                                        "assignableScopes", list(Draft.GROUP))))
                .when(enabled(role)));
    }

    private static void assign(
            Draft draft,
            String symbol,
            String identity,
            Expression definition,
            @Nullable String on,
            @Nullable Expression when,
            String what) {
        var resource = Resource.of(
                        symbol,
                        ASSIGNMENT,
                        draft.guid(on == null ? "group" : on, identity, what),
                        object(
                                "properties",
                                object(
                                        "roleDefinitionId",
                                        definition,
                                        "principalId",
                                        Expression.of(identity, "principalId"),
                                        "principalType",
                                        "ServicePrincipal")))
                .when(when);
        draft.add(on == null ? resource : resource.on(on));
    }

    private static Expression texts(List<String> values) {
        return list(values.toArray());
    }
}
