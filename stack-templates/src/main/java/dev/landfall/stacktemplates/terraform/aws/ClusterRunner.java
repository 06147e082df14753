package dev.landfall.stacktemplates.terraform.aws;

import static dev.landfall.stacktemplates.hcl.Expression.code;
import static dev.landfall.stacktemplates.hcl.Expression.text;

import dev.landfall.stacktemplates.model.RunnerHost.ExistingCluster;
import dev.landfall.stacktemplates.terraform.Variable;

/** The customer's own EKS cluster: its pod identity gives the runner's service account the runner's role. */
final class ClusterRunner {

    private static final String FILE = "runner.tf";

    private ClusterRunner() {}

    static void add(Module module, ExistingCluster host) {
        module.ask(Variable.of(
                        "cluster_name",
                        "string",
                        "Your EKS cluster in this region, with the add-on eks-pod-identity-agent. The runner lives in its"
                                + " namespace " + host.namespace() + ".")
                .valid(
                        "can(regex(\"^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$\", var.cluster_name))",
                        "This cannot be the name of an EKS cluster."));
        module.file(FILE).comment("The runner's role, while it is switched on.");
        module.resource(
                FILE,
                "aws_eks_pod_identity_association",
                "runner",
                association -> association
                        .set("count", code("var.runner_enabled ? 1 : 0"))
                        .gap()
                        .set("cluster_name", code("var.cluster_name"))
                        .set("namespace", host.namespace())
                        .set("service_account", host.serviceAccount())
                        .set("role_arn", code("aws_iam_role.runner.arn"))
                        .set("tags", code("local.tags")));
        module.output(
                "runner_image",
                "Image of the runner, by its digest.",
                text(host.image().reference()));
        module.output(
                "runner_settings",
                "Environment of the runner's pod, service account " + host.namespace() + "/" + host.serviceAccount()
                        + ".",
                Settings.of(module.model()));
    }
}
