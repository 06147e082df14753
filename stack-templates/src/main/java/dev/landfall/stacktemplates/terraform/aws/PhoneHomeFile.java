package dev.landfall.stacktemplates.terraform.aws;

import static dev.landfall.stacktemplates.hcl.Expression.code;
import static dev.landfall.stacktemplates.hcl.Expression.object;
import static dev.landfall.stacktemplates.hcl.Expression.template;

import dev.landfall.protocol.stack.PhoneHomeCall;
import dev.landfall.stacktemplates.aws.PhoneHomeCode;
import dev.landfall.stacktemplates.hcl.Expression;
import dev.landfall.stacktemplates.hcl.Expression.Members;
import dev.landfall.stacktemplates.model.RunnerHost;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code phone_home.tf}: the call home, by a function that Terraform invokes when the stack is created, changed and destroyed.
 */
final class PhoneHomeFile {

    private static final String FILE = "phone_home.tf";
    private static final String PYTHON = "phone_home.py";

    private PhoneHomeFile() {}

    static void add(Module module) {
        module.text(PYTHON, PhoneHomeCode.forTerraform());
        addFunction(module);
        module.file(FILE)
                .comment("Called when all else is there, after each change of what it is told, and before anything is"
                        + " destroyed.");
        module.resource(
                FILE,
                "aws_lambda_invocation",
                "phone_home",
                invocation -> invocation
                        .set("function_name", code("aws_lambda_function.phone_home.function_name"))
                        .set("lifecycle_scope", "CRUD")
                        .set("terraform_key", "tf")
                        .set(
                                "input",
                                Policies.json(object("address", code("var.phone_home"))
                                        .with("audience", template(audience(module), code("var.install_id")))
                                        .with(
                                                "host",
                                                template(
                                                        "sts.",
                                                        code("local.region"),
                                                        ".",
                                                        code("data.aws_partition.current.dns_suffix")))
                                        .with("statement", statement(module))))
                        .gap()
                        .set("depends_on", Expression.codes(before(module))));
    }

    private static String audience(Module module) {
        var install = module.model().install().id();
        var audience = PhoneHomeCall.audience(install);
        return audience.substring(0, audience.length() - install.value().length());
    }

    private static void addFunction(Module module) {
        module.resource(
                FILE,
                "aws_cloudwatch_log_group",
                "phone_home",
                group -> group.set("name", template("/aws/lambda/", code("var.name"), "-phone-home"))
                        .set("retention_in_days", module.model().log().retentionDays())
                        .set("tags", code("local.tags")));
        module.resource(
                FILE,
                "aws_iam_role",
                "phone_home",
                role -> role.set("name", Module.named("phone-home"))
                        .set("description", "Tells the control plane what the stack has")
                        .set(
                                "assume_role_policy",
                                Policies.json(Policies.of(
                                        Policies.serviceTrust("lambda.amazonaws.com", List.of("sts:AssumeRole")))))
                        .set("tags", code("local.tags")));
        module.resource(
                FILE,
                "aws_iam_role_policy",
                "phone_home",
                policy -> policy.set("name", "log")
                        .set("role", code("aws_iam_role.phone_home.id"))
                        .set(
                                "policy",
                                Policies.json(Policies.of(Policies.allow(
                                        "WriteItsLog",
                                        List.of("logs:CreateLogStream", "logs:PutLogEvents"),
                                        RunnerRole.streams("phone_home"))))));
        module.file(FILE)
                .block(
                        "data",
                        List.of("archive_file", "phone_home"),
                        archive -> archive.set("type", "zip")
                                .set("source_file", code("\"${path.module}/" + PYTHON + "\""))
                                .set("output_path", code("\"${path.module}/.terraform-phone-home.zip\""))
                                .set("output_file_mode", "0644"));
        module.resource(
                FILE,
                "aws_lambda_function",
                "phone_home",
                function -> function.set("function_name", Module.named("phone-home"))
                        .set("runtime", PhoneHomeCode.RUNTIME)
                        .set("handler", "phone_home.handler")
                        .set("role", code("aws_iam_role.phone_home.arn"))
                        .set("timeout", PhoneHomeCode.TIMEOUT_SECONDS)
                        .set("memory_size", PhoneHomeCode.MEMORY_MIB)
                        .set("filename", code("data.archive_file.phone_home.output_path"))
                        .set("source_code_hash", code("data.archive_file.phone_home.output_base64sha256"))
                        .set("tags", code("local.tags"))
                        .gap()
                        .set(
                                "depends_on",
                                code("[aws_cloudwatch_log_group.phone_home, aws_iam_role_policy.phone_home]")));
    }

    private static Members statement(Module module) {
        var statement = object("stack", template("terraform:", code("terraform_data.stack.id")))
                .with("account", code("local.account"))
                .with("region", code("local.region"));
        statement = module.model().host() instanceof RunnerHost.ExistingCluster
                ? statement.with("cluster", code("var.cluster_name"))
                : statement.with("vpc", code("local.vpc_id")).with("subnets", code("local.subnet_ids"));
        return statement
                .with("runnerRole", code("aws_iam_role.runner.arn"))
                .with("roles", RolesFile.arns(module))
                .with("secrets", SecretsFile.arns(module))
                .with("inputs", InputVariables.values(module))
                .with("stateBucket", code("module.state.bucket"))
                .with("stateKey", code("module.state.key_arn"))
                .with("planKey", code("aws_secretsmanager_secret_version.plan_key.arn"))
                .with("logGroup", code("aws_cloudwatch_log_group.runner.name"))
                .with("runnerEnabled", code("var.runner_enabled"));
    }

    private static List<String> before(Module module) {
        var before = new ArrayList<>(List.of("aws_iam_role_policy.runner"));
        before.addAll(RolesFile.policies(module));
        before.add(
                switch (module.model().host()) {
                    case RunnerHost.VmGroup vm -> "aws_autoscaling_group.runner";
                    case RunnerHost.ContainerService service -> "aws_ecs_service.runner";
                    case RunnerHost.ExistingCluster cluster -> "aws_eks_pod_identity_association.runner";
                });
        return before;
    }
}
