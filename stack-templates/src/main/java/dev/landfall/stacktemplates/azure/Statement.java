package dev.landfall.stacktemplates.azure;

import static dev.landfall.stacktemplates.arm.Expression.call;
import static dev.landfall.stacktemplates.arm.Expression.list;
import static dev.landfall.stacktemplates.arm.Expression.object;

import dev.landfall.stacktemplates.arm.Expression;
import dev.landfall.stacktemplates.arm.Expression.IdOf;
import dev.landfall.stacktemplates.arm.Expression.Members;
import dev.landfall.stacktemplates.model.StackModel;

/** What the stack tells the control plane: the members of {@link dev.landfall.protocol.stack.StackStatement.Azure}. */
final class Statement {

    private Statement() {}

    static Members of(StackModel model, NetworkPart network, Expression enabled) {
        return object(
                "type", "azure",
                "event", Scripts.EVENT,
                "stack", new IdOf(MachinePart.MACHINES),
                "tenant", call("subscription").property("tenantId"),
                "subscription", call("subscription").property("subscriptionId"),
                "resourceGroup", call("resourceGroup").property("name"),
                "location", Draft.LOCATION,
                "network", network.network(),
                "subnets", list(network.subnet()),
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
