package dev.landfall.stacktemplates.cloudformation;

import dev.landfall.stacktemplates.aws.RunnerEnvironment;
import dev.landfall.stacktemplates.model.RunnerHost.ExistingCluster;

/** The customer's own EKS cluster: its pod identity gives the runner's service account the runner's role. */
final class ClusterPart {

    static final String CLUSTER = "ClusterName";

    private ClusterPart() {}

    static void addParameters(Parts stack, ExistingCluster host) {
        var template = stack.template();
        template.parameter(
                template.group("Cluster"),
                CLUSTER,
                "EKS cluster",
                Entries.of("Type", "String")
                        .with("AllowedPattern", "^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$")
                        .with("ConstraintDescription", "the name of an EKS cluster")
                        .with(
                                "Description",
                                "Your cluster in this region, with the add-on eks-pod-identity-agent. The runner lives"
                                        + " in its namespace "
                                        + host.namespace() + "."));
    }

    static void add(Parts stack, ExistingCluster host) {
        var template = stack.template();
        template.resource(
                "RunnerAssociation",
                "AWS::EKS::PodIdentityAssociation",
                SwitchPart.CONDITION,
                Entries.of("ClusterName", Tag.ref(CLUSTER))
                        .with("Namespace", host.namespace())
                        .with("ServiceAccount", host.serviceAccount())
                        .with("RoleArn", Tag.attribute(RunnerRolePart.ROLE, "Arn"))
                        .with("Tags", stack.tags()));
        template.output(
                "RunnerImage",
                "Image of the runner, by its digest.",
                host.image().reference());
        var settings = new StringBuilder();
        RunnerEnvironment.of(stack.model())
                .forEach((name, value) ->
                        settings.append(name).append('=').append(value).append('\n'));
        template.output(
                "RunnerSettings",
                "Environment of the runner's pod, service account " + host.namespace() + "/" + host.serviceAccount()
                        + ".",
                settings.toString());
    }
}
