package dev.landfall.stacktemplates.azure;

import static dev.landfall.stacktemplates.arm.Expression.call;
import static dev.landfall.stacktemplates.arm.Expression.list;
import static dev.landfall.stacktemplates.arm.Expression.object;

import dev.landfall.stacktemplates.arm.Expression;
import dev.landfall.stacktemplates.arm.Expression.Choice;
import dev.landfall.stacktemplates.arm.Expression.IdOf;
import dev.landfall.stacktemplates.arm.Expression.Members;
import dev.landfall.stacktemplates.arm.Parameter;
import dev.landfall.stacktemplates.arm.Parameter.Kind;
import dev.landfall.stacktemplates.arm.Resource;
import dev.landfall.stacktemplates.model.OperationRole;
import dev.landfall.stacktemplates.model.RunnerHost.ExistingCluster;
import dev.landfall.stacktemplates.model.StackModel;

/**
 * The customer's own AKS cluster: each identity trusts the runner's service account as the cluster's issuer names it, and the runner
 * comes by its Helm chart, whose values the stack puts out. What is switched off trusts a name that no service account has, since a
 * template cannot take away what it made before.
 */
final class ClusterPart {

    private static final String CREDENTIAL =
            "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2023-01-31";
    private static final String CLUSTERS = "Microsoft.ContainerService/managedClusters";
    private static final String CLUSTERS_API = "2024-09-01";

    private ClusterPart() {}

    static void add(StackModel model, ExistingCluster host, Draft draft) {
        var enabled = draft.add(Parameter.of("runnerEnabled", Kind.BOOL, ClusterRunner.SWITCH, true));
        var name = draft.add(Parameter.of("clusterName", Kind.STRING, ClusterRunner.name(host), null)
                .limited("minLength", 1)
                .limited("maxLength", ClusterRunner.MAX_NAME));
        var group = draft.add(Parameter.of("clusterResourceGroup", Kind.STRING, ClusterRunner.GROUP, "")
                .limited("maxLength", ClusterRunner.MAX_GROUP));
        var given = draft.add(Parameter.of("oidcIssuer", Kind.STRING, ClusterRunner.ISSUER, ""));
        var groupName = draft.variable(
                "clusterGroup",
                new Choice(call("empty", group), call("resourceGroup").property("name"), group));
        var account = draft.variable(
                "runnerAccount", new Choice(enabled, Expression.text(ClusterRunner.subject(host)), nobody()));
        var issuer = new Choice(call("empty", given), issuer(groupName, name), given);
        trust(IdentityPart.RUNNER, issuer, account, draft);
        for (OperationRole role : model.roles()) {
            var subject = new Choice(IdentityPart.enabled(role), account, nobody());
            trust(IdentityPart.symbol(role), issuer, subject, draft);
        }
        var statement = Statement.of(model, new IdOf(IdentityPart.RUNNER), object("cluster", name), enabled);
        draft.output("helmCommand", Expression.text(ClusterRunner.helmCommand(host)));
        draft.output("helmValues", call("string", values(model, host, enabled, statement)));
    }

    private static Expression nobody() {
        return Expression.text(ClusterRunner.NOBODY);
    }

    private static Expression issuer(Expression group, Expression name) {
        return call("reference", call("resourceId", group, CLUSTERS, name), CLUSTERS_API)
                .property("oidcIssuerProfile")
                .property("issuerURL");
    }

    private static void trust(String identity, Expression issuer, Expression subject, Draft draft) {
        draft.add(Resource.of(
                        identity + "Trust",
                        CREDENTIAL,
                        ClusterRunner.CREDENTIAL,
                        object(
                                "properties",
                                object(
                                        "issuer", issuer,
                                        "subject", subject,
                                        "audiences", list(ClusterRunner.AUDIENCE))))
                .in(identity));
    }

    private static Members values(
            StackModel model, ExistingCluster host, Expression enabled, Expression.Members statement) {
        var policy = model.policyFile() == null ? "" : model.policyFile();
        return object(
                "server", model.controlPlane().address().toString(),
                "pool", model.controlPlane().pool().value(),
                "rootKey", model.controlPlane().rootKey().text(),
                "image",
                        object(
                                "repository", host.image().repository(),
                                "digest", host.image().digest()),
                "replicas", new Choice(enabled, Expression.number(1), Expression.number(0)),
                "drainSeconds", (int) model.runner().drain().toSeconds(),
                "settings", settings(model),
                "policy", policy,
                "serviceAccount", object("name", host.serviceAccount()),
                "azure",
                        object(
                                "clientId",
                                Expression.of(IdentityPart.RUNNER, "clientId"),
                                "tenantId",
                                call("subscription").property("tenantId")),
                "stack",
                        object(
                                "phoneHome",
                                model.phoneHome().address().toString(),
                                "statement",
                                call("string", statement)));
    }

    private static Members settings(StackModel model) {
        return new Members(model.runner().settings().entrySet().stream()
                .map(each -> new Expression.Member(Expression.text(each.getKey()), Expression.text(each.getValue())))
                .toList());
    }
}
