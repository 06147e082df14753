package dev.landfall.stacktemplates.terraform.aws;

import static dev.landfall.stacktemplates.hcl.Expression.code;
import static dev.landfall.stacktemplates.hcl.Expression.template;

import dev.landfall.stacktemplates.hcl.Expression;
import dev.landfall.stacktemplates.hcl.Expression.Members;
import dev.landfall.stacktemplates.model.RunnerHost;
import java.util.ArrayList;
import java.util.List;

/** The runner's own identity in {@code runner.tf}: it takes the operations' roles, reads what the stack keeps for it, and writes its log. */
final class RunnerRole {

    private static final String FILE = "runner.tf";
    private static final List<String> ASSUME = List.of("sts:AssumeRole");

    private RunnerRole() {}

    static void add(Module module) {
        module.file(FILE).comment("The runner's own role.");
        module.resource(
                FILE,
                "aws_iam_role",
                "runner",
                role -> role.set("name", Module.named("runner"))
                        .set("description", "Landfall runner")
                        .set("assume_role_policy", Policies.json(Policies.of(trust(module))))
                        .set("tags", code("local.tags")));
        module.resource(
                FILE,
                "aws_iam_role_policy",
                "runner",
                policy -> policy.set("name", "runner")
                        .set("role", code("aws_iam_role.runner.id"))
                        .set(
                                "policy",
                                Policies.json(Policies.of(statements(module).toArray(Members[]::new)))));
        module.file(FILE).comment("What the runner says.");
        module.resource(
                FILE,
                "aws_cloudwatch_log_group",
                "runner",
                group -> group.set("name", code("local.log_group"))
                        .set("retention_in_days", module.model().log().retentionDays())
                        .set("kms_key_id", code("module.state.key_arn"))
                        .set("tags", code("local.tags")));
        module.output("runner_role", "The runner's own role.", code("aws_iam_role.runner.arn"));
        module.output("runner_log_group", "The runner's own log.", code("aws_cloudwatch_log_group.runner.name"));
        module.output(
                "state_bucket",
                "Terraform's states of the app; it stays when the stack goes.",
                code("module.state.bucket"));
    }

    private static Members trust(Module module) {
        return switch (module.model().host()) {
            case RunnerHost.VmGroup vm -> Policies.serviceTrust("ec2.amazonaws.com", ASSUME);
            case RunnerHost.ContainerService service ->
                Policies.serviceTrustOfAccount("ecs-tasks.amazonaws.com", ASSUME);
            case RunnerHost.ExistingCluster cluster ->
                Policies.serviceTrustOfAccount("pods.eks.amazonaws.com", List.of("sts:AssumeRole", "sts:TagSession"));
        };
    }

    private static List<Members> statements(Module module) {
        var statements = new ArrayList<Members>();
        if (!module.model().roles().isEmpty()) {
            statements.add(Policies.allow(
                    "TakeOperationRoles",
                    List.of("sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"),
                    RolesFile.names(module)));
        }
        statements.add(Policies.allow(
                "ReadSecretsOfTheStack",
                List.of("secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"),
                Policies.arn("secretsmanager", true, "secret:", code("var.name"), "/*")));
        statements.add(Policies.allow("OpenThem", List.of("kms:Decrypt"), code("module.state.key_arn")));
        statements.add(Policies.allow(
                "WriteItsLog",
                List.of("logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"),
                streams("runner")));
        if (module.model().host() instanceof RunnerHost.VmGroup) {
            statements.add(Policies.allow(
                    "EndThisMachine",
                    List.of("autoscaling:CompleteLifecycleAction", "autoscaling:SetInstanceHealth"),
                    Policies.arn(
                            "autoscaling",
                            true,
                            "autoScalingGroup:*:autoScalingGroupName/",
                            code("var.name"),
                            "-runner")));
        }
        return statements;
    }

    /** A log group and its streams. */
    static Expression streams(String group) {
        return template(code("aws_cloudwatch_log_group." + group + ".arn"), ":*");
    }
}
