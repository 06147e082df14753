package dev.landfall.stacktemplates.azure;

import static dev.landfall.stacktemplates.arm.Expression.call;
import static dev.landfall.stacktemplates.arm.Expression.object;

import dev.landfall.stacktemplates.arm.Expression;
import dev.landfall.stacktemplates.arm.Expression.IdOf;
import dev.landfall.stacktemplates.arm.Expression.Members;
import dev.landfall.stacktemplates.model.StackModel;
import java.util.ArrayList;

/** What the stack tells the control plane: the members of {@link dev.landfall.protocol.stack.StackStatement.Azure}. */
final class Statement {

    private Statement() {}

    /**
     * @param stack id of what stands for the stack
     * @param place where the runner is
     */
    static Members of(StackModel model, Expression stack, Members place, Expression enabled) {
        var members = new ArrayList<>(before(stack).members());
        members.addAll(place.members());
        members.addAll(after(model, enabled).members());
        return new Members(members);
    }

    private static Members before(Expression stack) {
        return object(
                "type",
                "azure",
                "event",
                Scripts.EVENT,
                "stack",
                stack,
                "tenant",
                call("subscription").property("tenantId"),
                "subscription",
                call("subscription").property("subscriptionId"),
                "resourceGroup",
                call("resourceGroup").property("name"),
                "location",
                Draft.LOCATION);
    }

    private static Members after(StackModel model, Expression enabled) {
        return object(
                "runnerClient", Expression.of(IdentityPart.RUNNER, "clientId"),
                "runnerPrincipal", Expression.of(IdentityPart.RUNNER, "principalId"),
                "roles", roles(model),
                "secrets", VaultPart.addresses(model),
                "inputs", InputPart.chosen(model),
                "vault", Expression.of(VaultPart.VAULT, "vaultUri"),
                "stateAccount", new Expression.Variable("stateAccountName"),
                "stateContainer", StatePart.CONTAINER_NAME,
                "planKey", VaultPart.address(AzureNames.PLAN_KEY),
                "logWorkspace", new IdOf(LogPart.WORKSPACE),
                "runnerEnabled", enabled);
    }

    private static Expression roles(StackModel model) {
        return Draft.merged(
                object(),
                model.roles().stream()
                        .map(role -> Draft.onlyIf(
                                IdentityPart.enabled(role),
                                object(role.name(), Expression.of(IdentityPart.symbol(role), "clientId"))))
                        .toList());
    }
}
