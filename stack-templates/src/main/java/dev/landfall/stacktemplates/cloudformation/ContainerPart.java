package dev.landfall.stacktemplates.cloudformation;

import dev.landfall.stacktemplates.aws.ContainerStart;
import dev.landfall.stacktemplates.model.RunnerHost.Architecture;
import dev.landfall.stacktemplates.model.RunnerHost.ContainerService;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** One task on ECS Fargate, which makes another when it ends. */
final class ContainerPart {

    private ContainerPart() {}

    static void add(Parts stack, ContainerService host) {
        var template = stack.template();
        template.resource(
                "RunnerCluster",
                "AWS::ECS::Cluster",
                Entries.of("ClusterName", stack.named("runner")).with("Tags", stack.tags()));
        addExecutionRole(stack);
        template.resource("RunnerTask", "AWS::ECS::TaskDefinition", task(stack, host));
        template.resource(
                "RunnerService",
                "AWS::ECS::Service",
                Entries.of("ServiceName", stack.named("runner"))
                        .with("Cluster", Tag.ref("RunnerCluster"))
                        .with("LaunchType", "FARGATE")
                        .with("DesiredCount", SwitchPart.count())
                        .with("TaskDefinition", Tag.ref("RunnerTask"))
                        .with(
                                "DeploymentConfiguration",
                                Entries.of("MinimumHealthyPercent", 0).with("MaximumPercent", 100))
                        .with(
                                "NetworkConfiguration",
                                Entries.of(
                                        "AwsvpcConfiguration",
                                        Entries.of("AssignPublicIp", "DISABLED")
                                                .with("SecurityGroups", List.of(Tag.ref(NetworkPart.SECURITY_GROUP)))
                                                .with("Subnets", NetworkPart.subnets(stack))))
                        .with("Tags", stack.tags()));
        template.attribute("RunnerService", "DependsOn", List.of("RunnerPolicy", "ExecutionPolicy"));
    }

    /** ECS itself: pulls the image, hands over the key of plans, writes the log. */
    private static void addExecutionRole(Parts stack) {
        var template = stack.template();
        var account = Entries.of("StringEquals", Entries.of("aws:SourceAccount", Tag.ref("AWS::AccountId")));
        template.resource(
                "ExecutionRole",
                "AWS::IAM::Role",
                Entries.of("RoleName", stack.named("start"))
                        .with("Description", "Starts the Landfall runner's container")
                        .with(
                                "AssumeRolePolicyDocument",
                                Policy.serviceTrust("ecs-tasks.amazonaws.com", List.of("sts:AssumeRole"), account))
                        .with("Tags", stack.tags()));
        template.resource(
                "ExecutionPolicy",
                "AWS::IAM::Policy",
                Entries.of("PolicyName", "start")
                        .with("Roles", List.of(Tag.ref("ExecutionRole")))
                        .with(
                                "PolicyDocument",
                                Policy.of(
                                        Policy.allow(
                                                "PullImages",
                                                List.of(
                                                        "ecr:GetAuthorizationToken",
                                                        "ecr:BatchCheckLayerAvailability",
                                                        "ecr:BatchGetImage",
                                                        "ecr:GetDownloadUrlForLayer"),
                                                "*"),
                                        Policy.allow(
                                                "ReadPlanKey",
                                                List.of("secretsmanager:GetSecretValue"),
                                                Tag.ref(StorePart.PLAN_KEY)),
                                        Policy.allow(
                                                "OpenIt", List.of("kms:Decrypt"), Tag.attribute(StorePart.KEY, "Arn")),
                                        Policy.allow(
                                                "WriteTheLog",
                                                List.of("logs:CreateLogStream", "logs:PutLogEvents"),
                                                Tag.attribute(StorePart.LOG, "Arn")))));
    }

    private static Entries task(Parts stack, ContainerService host) {
        var log = Entries.of("awslogs-group", Tag.ref(StorePart.LOG))
                .with("awslogs-region", Tag.ref("AWS::Region"))
                .with("awslogs-stream-prefix", "runner");
        var container = Entries.of("Name", "runner")
                .with("Image", host.image().reference())
                .with("Essential", true)
                .with("EntryPoint", List.of("/bin/sh", "-c"))
                .with("Command", List.of(ContainerStart.COMMAND))
                .with("Environment", environment(stack))
                .with(
                        "Secrets",
                        List.of(Entries.of("Name", "PLAN_KEY_HEX").with("ValueFrom", Tag.ref(StorePart.PLAN_KEY))))
                .with("StopTimeout", ContainerStart.STOP_SECONDS)
                .with("LogConfiguration", Entries.of("LogDriver", "awslogs").with("Options", log));
        return Entries.of("Family", stack.named("runner"))
                .with("RequiresCompatibilities", List.of("FARGATE"))
                .with("NetworkMode", "awsvpc")
                .with("Cpu", String.valueOf(host.cpuUnits()))
                .with("Memory", String.valueOf(host.memoryMib()))
                .with(
                        "RuntimePlatform",
                        Entries.of("CpuArchitecture", host.architecture() == Architecture.ARM64 ? "ARM64" : "X86_64")
                                .with("OperatingSystemFamily", "LINUX"))
                .with("TaskRoleArn", Tag.attribute(RunnerRolePart.ROLE, "Arn"))
                .with("ExecutionRoleArn", Tag.attribute("ExecutionRole", "Arn"))
                .with("ContainerDefinitions", List.of(container))
                .with("Tags", stack.tags());
    }

    private static List<Object> environment(Parts stack) {
        var settings = ContainerStart.environment(stack.model());
        var policy = Optional.ofNullable(stack.model().policyFile()).orElse("");
        settings.put("POLICY_BASE64", Base64.getEncoder().encodeToString(policy.getBytes(StandardCharsets.UTF_8)));
        var environment = new ArrayList<Object>();
        settings.forEach(
                (name, value) -> environment.add(Entries.of("Name", name).with("Value", value)));
        return environment;
    }
}
