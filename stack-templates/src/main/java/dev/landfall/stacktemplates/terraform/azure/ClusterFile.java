package dev.landfall.stacktemplates.terraform.azure;

import static dev.landfall.stacktemplates.hcl.Expression.call;
import static dev.landfall.stacktemplates.hcl.Expression.code;
import static dev.landfall.stacktemplates.hcl.Expression.object;
import static dev.landfall.stacktemplates.hcl.Expression.text;
import static dev.landfall.stacktemplates.hcl.Expression.texts;

import dev.landfall.stacktemplates.azure.ClusterRunner;
import dev.landfall.stacktemplates.hcl.Body;
import dev.landfall.stacktemplates.hcl.Expression;
import dev.landfall.stacktemplates.hcl.Expression.Members;
import dev.landfall.stacktemplates.model.RunnerHost.ExistingCluster;
import dev.landfall.stacktemplates.model.StackModel;
import dev.landfall.stacktemplates.terraform.Variable;
import java.util.List;

/**
 * {@code cluster.tf}: the customer's own AKS cluster. Each identity trusts the runner's service account while it is switched on, and
 * the runner comes by its Helm chart, whose values the module puts out.
 */
final class ClusterFile {

    private static final String RUNNER = "azurerm_user_assigned_identity.runner";

    private ClusterFile() {}

    static void add(StackModel model, ExistingCluster host, Module module) {
        addVariables(host, module);
        var file = module.file("cluster.tf");
        addCluster(file);
        file.block("locals", locals -> {
            locals.set(
                            "issuer",
                            code(
                                    "var.oidc_issuer == null ? one(data.azurerm_kubernetes_cluster.this[*].oidc_issuer_url) : var.oidc_issuer"))
                    .comment("What the control plane is told; there is no secret in it.");
            Statement.set(locals, model, code(RUNNER + ".id"), object("cluster", code("var.cluster_name")));
            locals.comment("What the chart is given.").set("helm_values", values(model, host));
        });
        file.comment("The runner's service account is the runner's identity, while it is switched on.");
        trust(file, host, "runner", code("var.runner_enabled ? 1 : 0"), RUNNER);
        file.comment("And each operation's that is switched on.");
        for (var role : model.roles()) {
            trust(
                    file,
                    host,
                    Names.identity(role),
                    code("var.runner_enabled && var." + Names.enabled(role) + " ? 1 : 0"),
                    "azurerm_user_assigned_identity." + Names.identity(role) + "[0]");
        }
    }

    /** What the customer does next. */
    static void addOutputs(ExistingCluster host, Body outputs) {
        AzureModule.output(
                outputs, "helm_command", "Installs the runner, and changes it.", text(ClusterRunner.helmCommand(host)));
        AzureModule.output(
                outputs,
                "helm_values",
                "Values of the chart, for values.json.",
                call("jsonencode", code("local.helm_values")));
    }

    private static void addVariables(ExistingCluster host, Module module) {
        module.ask(Variable.of("runner_enabled", "bool", ClusterRunner.SWITCH).withDefault(Expression.truth(true)));
        module.ask(Variable.of("cluster_name", "string", ClusterRunner.name(host))
                .valid(
                        "can(regex(\"" + ClusterRunner.NAME_FORM + "\", var.cluster_name))",
                        "This cannot be the name of an AKS cluster."));
        module.ask(Variable.of("cluster_resource_group", "string", "Resource group of the cluster; null for this one.")
                .withDefault(Expression.NULL));
        module.ask(Variable.of(
                        "oidc_issuer",
                        "string",
                        "Address of the cluster's OIDC issuer, https; null to read it from the cluster, whose issuer must be on.")
                .withDefault(Expression.NULL)
                .valid(
                        "can(regex(\"^https://[^[:space:]]+$\", coalesce(var.oidc_issuer, \"https://x\")))",
                        "An issuer's address begins with https://."));
    }

    private static void addCluster(Body file) {
        file.block(
                "data",
                List.of("azurerm_kubernetes_cluster", "this"),
                cluster -> cluster.set("count", code("var.oidc_issuer == null ? 1 : 0"))
                        .gap()
                        .set("name", code("var.cluster_name"))
                        .set("resource_group_name", code("coalesce(var.cluster_resource_group, var.resource_group)"))
                        .block(
                                "lifecycle",
                                lifecycle -> lifecycle.block(
                                        "postcondition",
                                        rule -> rule.set("condition", code("self.oidc_issuer_enabled"))
                                                .set(
                                                        "error_message",
                                                        "The cluster's OIDC issuer is off: az aks update --enable-oidc-issuer turns it on."))));
    }

    private static void trust(Body file, ExistingCluster host, String name, Expression count, String identity) {
        Module.resource(
                file,
                "azurerm_federated_identity_credential",
                name,
                credential -> credential
                        .set("count", count)
                        .gap()
                        .set("name", ClusterRunner.CREDENTIAL)
                        .set("resource_group_name", code("data.azurerm_resource_group.this.name"))
                        .set("parent_id", code(identity + ".id"))
                        .set("issuer", code("local.issuer"))
                        .set("subject", ClusterRunner.subject(host))
                        .set("audience", texts(List.of(ClusterRunner.AUDIENCE))));
    }

    private static Members values(StackModel model, ExistingCluster host) {
        return object("server", code("var.control_plane"))
                .with("pool", code("var.pool"))
                .with("rootKey", code("var.root_key"))
                .with(
                        "image",
                        object("repository", host.image().repository())
                                .with("digest", host.image().digest()))
                .with("replicas", code("var.runner_enabled ? 1 : 0"))
                .with("drainSeconds", Expression.number(model.runner().drain().toSeconds()))
                .with("settings", Expression.object(model.runner().settings()))
                .with("policy", code("var.policy_file == null ? \"\" : var.policy_file"))
                .with("serviceAccount", object("name", host.serviceAccount()))
                .with(
                        "azure",
                        object("clientId", code(RUNNER + ".client_id"))
                                .with("tenantId", code("data.azurerm_client_config.this.tenant_id")))
                .with(
                        "stack",
                        object("phoneHome", code("var.phone_home"))
                                .with("statement", call("jsonencode", code("local.statement"))));
    }
}
