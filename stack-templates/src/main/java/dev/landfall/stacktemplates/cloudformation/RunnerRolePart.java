package dev.landfall.stacktemplates.cloudformation;

import dev.landfall.stacktemplates.model.RunnerHost;
import java.util.ArrayList;
import java.util.List;

/** The runner's own identity: it takes the operations' roles, reads what the stack keeps for it, and writes its log. */
final class RunnerRolePart {

    static final String ROLE = "RunnerRole";
    private static final String POLICY = "RunnerPolicy";

    private RunnerRolePart() {}

    static void add(Parts stack) {
        var template = stack.template();
        template.resource(
                ROLE,
                "AWS::IAM::Role",
                Entries.of("RoleName", stack.named("runner"))
                        .with("Description", "Landfall runner")
                        .with("AssumeRolePolicyDocument", trust(stack))
                        .with("Tags", stack.tags()));
        template.resource(
                POLICY,
                "AWS::IAM::Policy",
                Entries.of("PolicyName", "runner")
                        .with("Roles", List.of(Tag.ref(ROLE)))
                        .with("PolicyDocument", Policy.of(statements(stack).toArray(Entries[]::new))));
        template.output("RunnerRole", "The runner's own role.", Tag.attribute(ROLE, "Arn"));
    }

    private static Entries trust(Parts stack) {
        var account = Entries.of("StringEquals", Entries.of("aws:SourceAccount", Tag.ref("AWS::AccountId")));
        return switch (stack.model().host()) {
            case RunnerHost.VmGroup vm ->
                Policy.serviceTrust("ec2.amazonaws.com", List.of("sts:AssumeRole"), new Entries());
            case RunnerHost.ContainerService service ->
                Policy.serviceTrust("ecs-tasks.amazonaws.com", List.of("sts:AssumeRole"), account);
            case RunnerHost.ExistingCluster cluster ->
                Policy.serviceTrust("pods.eks.amazonaws.com", List.of("sts:AssumeRole", "sts:TagSession"), account);
        };
    }

    private static List<Entries> statements(Parts stack) {
        var statements = new ArrayList<Entries>();
        if (!stack.model().roles().isEmpty()) {
            // by name, so that it need not change when a role is switched on or off
            var roles = stack.model().roles().stream()
                    .map(role ->
                            Tag.sub("arn:${AWS::Partition}:iam::${AWS::AccountId}:role/" + stack.named(role.name())))
                    .toList();
            statements.add(Policy.allow(
                    "TakeOperationRoles", List.of("sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"), roles));
        }
        statements.add(Policy.allow(
                "ReadSecretsOfTheStack",
                List.of("secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"),
                Tag.sub("arn:${AWS::Partition}:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:"
                        + stack.model().name() + "/*")));
        statements.add(Policy.allow("OpenThem", List.of("kms:Decrypt"), Tag.attribute(StorePart.KEY, "Arn")));
        statements.add(Policy.allow(
                "WriteItsLog",
                List.of("logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"),
                Tag.attribute(StorePart.LOG, "Arn")));
        if (stack.model().host() instanceof RunnerHost.VmGroup) {
            statements.add(Policy.allow(
                    "EndThisMachine",
                    List.of("autoscaling:CompleteLifecycleAction", "autoscaling:SetInstanceHealth"),
                    Tag.sub("arn:${AWS::Partition}:autoscaling:${AWS::Region}:${AWS::AccountId}:autoScalingGroup:*"
                            + ":autoScalingGroupName/" + stack.named("runner"))));
        }
        return statements;
    }
}
