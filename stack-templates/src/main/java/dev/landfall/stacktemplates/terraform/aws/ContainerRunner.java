package dev.landfall.stacktemplates.terraform.aws;

import static dev.landfall.stacktemplates.hcl.Expression.code;
import static dev.landfall.stacktemplates.hcl.Expression.number;
import static dev.landfall.stacktemplates.hcl.Expression.object;
import static dev.landfall.stacktemplates.hcl.Expression.text;
import static dev.landfall.stacktemplates.hcl.Expression.texts;
import static dev.landfall.stacktemplates.hcl.Expression.tuple;

import dev.landfall.stacktemplates.aws.ContainerStart;
import dev.landfall.stacktemplates.hcl.Body;
import dev.landfall.stacktemplates.hcl.Expression;
import dev.landfall.stacktemplates.model.RunnerHost.Architecture;
import dev.landfall.stacktemplates.model.RunnerHost.ContainerService;
import java.util.List;

/** In {@code runner.tf}, one task on ECS Fargate, which makes another when it ends. */
final class ContainerRunner {

    private static final String FILE = "runner.tf";
    private static final Expression PLAN_KEY = code("aws_secretsmanager_secret_version.plan_key.arn");

    private ContainerRunner() {}

    static void add(Module module, ContainerService host) {
        addExecutionRole(module);
        var settings = Settings.of(ContainerStart.environment(module.model())).with("POLICY_BASE64", Settings.POLICY);
        module.file(FILE).block("locals", locals -> locals.set("settings", settings));
        module.resource(
                FILE,
                "aws_ecs_cluster",
                "runner",
                cluster -> cluster.set("name", Module.named("runner")).set("tags", code("local.tags")));
        module.resource(FILE, "aws_ecs_task_definition", "runner", task -> task(task, host));
        module.file(FILE).comment("The runner, while it is switched on.");
        module.resource(
                FILE,
                "aws_ecs_service",
                "runner",
                service -> service.set("name", Module.named("runner"))
                        .set("cluster", code("aws_ecs_cluster.runner.arn"))
                        .set("launch_type", "FARGATE")
                        .set("desired_count", code("var.runner_enabled ? 1 : 0"))
                        .set("task_definition", code("aws_ecs_task_definition.runner.arn"))
                        .set("deployment_minimum_healthy_percent", 0)
                        .set("deployment_maximum_percent", 100)
                        .set("tags", code("local.tags"))
                        .block(
                                "network_configuration",
                                network -> network.set("assign_public_ip", false)
                                        .set("security_groups", code("[aws_security_group.runner.id]"))
                                        .set("subnets", code("local.subnet_ids")))
                        .gap()
                        .set(
                                "depends_on",
                                code("[aws_iam_role_policy.runner, aws_iam_role_policy.start,"
                                        + " aws_vpc_security_group_egress_rule.https]")));
    }

    /** ECS itself: pulls the image, hands over the key of plans, writes the log. */
    private static void addExecutionRole(Module module) {
        module.file(FILE).comment("ECS itself: pulls the image, hands over the key of plans, writes the log.");
        module.resource(
                FILE,
                "aws_iam_role",
                "start",
                role -> role.set("name", Module.named("start"))
                        .set("description", "Starts the Landfall runner's container")
                        .set(
                                "assume_role_policy",
                                Policies.json(Policies.of(Policies.serviceTrustOfAccount(
                                        "ecs-tasks.amazonaws.com", List.of("sts:AssumeRole")))))
                        .set("tags", code("local.tags")));
        var policy = Policies.of(
                Policies.allow(
                        "PullImages",
                        List.of(
                                "ecr:GetAuthorizationToken",
                                "ecr:BatchCheckLayerAvailability",
                                "ecr:BatchGetImage",
                                "ecr:GetDownloadUrlForLayer"),
                        text("*")),
                Policies.allow("ReadPlanKey", List.of("secretsmanager:GetSecretValue"), PLAN_KEY),
                Policies.allow("OpenIt", List.of("kms:Decrypt"), code("module.state.key_arn")),
                Policies.allow(
                        "WriteTheLog",
                        List.of("logs:CreateLogStream", "logs:PutLogEvents"),
                        RunnerRole.streams("runner")));
        module.resource(
                FILE,
                "aws_iam_role_policy",
                "start",
                body -> body.set("name", "start")
                        .set("role", code("aws_iam_role.start.id"))
                        .set("policy", Policies.json(policy)));
    }

    private static void task(Body task, ContainerService host) {
        var log = object("logDriver", "awslogs")
                .with(
                        "options",
                        object("awslogs-group", code("aws_cloudwatch_log_group.runner.name"))
                                .with("awslogs-region", code("local.region"))
                                .with("awslogs-stream-prefix", "runner"));
        var container = object("name", "runner")
                .with("image", host.image().reference())
                .with("essential", Expression.truth(true))
                .with("entryPoint", texts(List.of("/bin/sh", "-c")))
                .with("command", texts(List.of(ContainerStart.COMMAND)))
                .with("environment", code("[for name, value in local.settings : { name = name, value = value }]"))
                .with("secrets", tuple(List.of(object("name", "PLAN_KEY_HEX").with("valueFrom", PLAN_KEY))))
                .with("stopTimeout", number(ContainerStart.STOP_SECONDS))
                .with("logConfiguration", log);
        task.set("family", Module.named("runner"))
                .set("requires_compatibilities", texts(List.of("FARGATE")))
                .set("network_mode", "awsvpc")
                .set("cpu", String.valueOf(host.cpuUnits()))
                .set("memory", String.valueOf(host.memoryMib()))
                .set("task_role_arn", code("aws_iam_role.runner.arn"))
                .set("execution_role_arn", code("aws_iam_role.start.arn"))
                .set("container_definitions", Policies.json(tuple(List.of(container))))
                .set("tags", code("local.tags"))
                .block(
                        "runtime_platform",
                        platform -> platform.set(
                                        "cpu_architecture",
                                        host.architecture() == Architecture.ARM64 ? "ARM64" : "X86_64")
                                .set("operating_system_family", "LINUX"));
    }
}
