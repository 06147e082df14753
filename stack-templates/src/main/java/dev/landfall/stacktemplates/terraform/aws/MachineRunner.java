package dev.landfall.stacktemplates.terraform.aws;

import static dev.landfall.stacktemplates.hcl.Expression.code;
import static dev.landfall.stacktemplates.hcl.Expression.object;
import static dev.landfall.stacktemplates.hcl.Expression.text;

import dev.landfall.formats.problem.Location;
import dev.landfall.stacktemplates.aws.LogAgent;
import dev.landfall.stacktemplates.aws.MachineScript;
import dev.landfall.stacktemplates.aws.MachineTypes;
import dev.landfall.stacktemplates.hcl.Body;
import dev.landfall.stacktemplates.hcl.Expression;
import dev.landfall.stacktemplates.hcl.Expression.Members;
import dev.landfall.stacktemplates.model.Download;
import dev.landfall.stacktemplates.model.Network;
import dev.landfall.stacktemplates.model.RunnerHost.VmGroup;
import dev.landfall.stacktemplates.terraform.Variable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** In {@code runner.tf}, one EC2 instance in a group that makes another when it is lost; {@code machine.sh} makes it a runner. */
final class MachineRunner {

    private static final String FILE = "runner.tf";
    /** Characters of the script beside its settings and what is in the file. */
    private static final int BEYOND_SETTINGS = 64;

    private static final Duration BEYOND_DRAIN = Duration.ofMinutes(15);
    private static final String LOG_GROUP = "@LOG_GROUP@";

    private MachineRunner() {}

    static void add(Module module, VmGroup host) {
        ask(module, host);
        settings(module, host);
        var script = LogAgent.before(LOG_GROUP) + MachineScript.body() + LogAgent.AFTER;
        module.text("machine.sh", "#!/bin/sh\n" + script);
        requireShort(module, host, script);
        if (host.image() == null) {
            module.file(FILE)
                    .block(
                            "data",
                            List.of("aws_ssm_parameter", "image"),
                            data -> data.set("count", code("var.image_id == null ? 1 : 0"))
                                    .gap()
                                    .set("name", code("var.image_parameter")));
        }
        module.resource(
                FILE,
                "aws_iam_instance_profile",
                "runner",
                profile -> profile.set("name", Module.named("runner"))
                        .set("role", code("aws_iam_role.runner.name"))
                        .set("tags", code("local.tags")));
        module.resource(FILE, "aws_launch_template", "runner", template -> template(template, host));
        module.file(FILE)
                .comment("The runner, while it is switched on. A new machine comes when the template changes.");
        module.resource(FILE, "aws_autoscaling_group", "runner", group -> group(module, group));
    }

    private static void ask(Module module, VmGroup host) {
        var types = MachineTypes.of(host);
        module.ask(Variable.of(
                        "instance_type",
                        "string",
                        "Type of the machine. Its disk has " + host.diskGib() + " GiB and is encrypted.")
                .withDefault(text(MachineTypes.defaultOf(host)))
                .valid(
                        "contains(" + "[\"" + String.join("\", \"", types) + "\"], var.instance_type)",
                        "Choose one of " + String.join(", ", types) + "."));
        var image = host.image();
        if (image == null) {
            module.ask(Variable.of("image_parameter", "string", "SSM parameter with the image's id: Amazon Linux 2023.")
                    .withDefault(text(MachineTypes.imageParameter(host.architecture()))));
        }
        module.ask(Variable.of(
                        "image_id",
                        "string",
                        image == null
                                ? "Image of the machine instead of the parameter's; null for none."
                                : "Image of the runner.")
                .withDefault(image == null ? Expression.NULL : text(image))
                .valid(
                        (image == null ? "var.image_id == null || " : "")
                                + "can(regex(\"^ami-[0-9a-f]+$\", var.image_id))",
                        "The id of an image begins with ami-."));
    }

    private static void settings(Module module, VmGroup host) {
        var settings = Settings.of(MachineScript.settings(module.model(), ""));
        var release = host.release();
        var terraform = release.terraform();
        var machine = download(
                download(download(object(), "RUNNER", release.archive()), "JDK", release.jdk()),
                "TERRAFORM",
                terraform == null ? null : terraform.zip());
        var variables = machine.with("TERRAFORM_PROGRAM", terraform == null ? "" : terraform.program())
                .with("POLICY_BASE64", Settings.POLICY)
                .with("RELEASE_KEY_BASE64", MachineScript.releaseKey(release))
                .with("IDENTITY_CLIENT_ID", "")
                .with(
                        "SERVICE_ENVIRONMENT_BASE64",
                        code(
                                "base64encode(join(\"\", [for name, value in local.settings : \"${name}='${value}'\\n\"]))"))
                .with(
                        "STOP_SECONDS",
                        String.valueOf(MachineScript.stopSeconds(module.model().runner())));
        module.file(FILE)
                .block(
                        "locals",
                        locals -> locals.set("settings", settings)
                                .comment(
                                        "What machine.sh reads. No secret is in it: the machine fetches the key of plans by its name.")
                                .set("machine", variables)
                                .gap()
                                .set(
                                        "machine_settings",
                                        code(
                                                "join(\"\", [for name, value in local.machine : \"export ${name}='${value}'\\n\"])"))
                                .set(
                                        "machine_script",
                                        code("replace(file(\"${path.module}/machine.sh\"), \"" + LOG_GROUP
                                                + "\", local.log_group)"))
                                .set(
                                        "plan_key",
                                        code(
                                                "\"export PLAN_KEY='${aws_secretsmanager_secret_version.plan_key.arn}'\\n\""))
                                .set(
                                        "user_data",
                                        code(
                                                "\"#!/bin/sh\\nset -eu\\n${local.machine_settings}${local.plan_key}${local.machine_script}\"")));
    }

    private static Members download(Members members, String name, @Nullable Download download) {
        return members.with(
                        name + "_URL",
                        download == null ? "" : download.address().toString())
                .with(name + "_SHA256", download == null ? "" : download.sha256());
    }

    private static void requireShort(Module module, VmGroup host, String script) {
        var variables = MachineScript.variables(
                module.model(), host, module.model().name().with("runner"));
        int bytes = (variables + script).getBytes(StandardCharsets.UTF_8).length + MachineScript.LONGEST_ARN;
        if (bytes > MachineScript.MAX_BYTES) {
            module.problems()
                    .add(
                            Location.startOf("stack.toml"),
                            "The machine's start script has " + bytes + " bytes; EC2 takes " + MachineScript.MAX_BYTES
                                    + ". Shorten the policy file and the runner's settings.");
        }
    }

    private static void template(Body template, VmGroup host) {
        var own = host.image() != null;
        template.set("name_prefix", Module.named("runner-"))
                .set(
                        "image_id",
                        code(
                                own
                                        ? "var.image_id"
                                        : "coalesce(var.image_id, one(data.aws_ssm_parameter.image[*].insecure_value))"))
                .set("instance_type", code("var.instance_type"))
                .set("instance_initiated_shutdown_behavior", "terminate")
                .set("update_default_version", true)
                .set("user_data", code("base64encode(local.user_data)"))
                .set("tags", code("local.tags"))
                .block(
                        "iam_instance_profile",
                        profile -> profile.set("arn", code("aws_iam_instance_profile.runner.arn")))
                .block(
                        "metadata_options",
                        options -> options.set("http_endpoint", "enabled")
                                .set("http_tokens", "required")
                                .set("http_put_response_hop_limit", 1)
                                .set("instance_metadata_tags", "disabled"))
                .block(
                        "network_interfaces",
                        card -> card.set("device_index", 0)
                                .set("associate_public_ip_address", false)
                                .set("delete_on_termination", true)
                                .set("security_groups", code("[aws_security_group.runner.id]")))
                .block(
                        "block_device_mappings",
                        mapping -> mapping.set("device_name", "/dev/xvda")
                                .block(
                                        "ebs",
                                        disk -> disk.set("volume_type", "gp3")
                                                .set("volume_size", host.diskGib())
                                                .set("encrypted", true)
                                                .set("delete_on_termination", true)));
        for (var type : List.of("instance", "volume")) {
            template.block(
                    "tag_specifications",
                    tags -> tags.set("resource_type", type).set("tags", Module.namedTags("runner")));
        }
        template.block(
                "lifecycle",
                lifecycle -> lifecycle.block(
                        "precondition",
                        rule -> rule.set(
                                        "condition",
                                        code("length(local.machine_settings) + length(local.machine_script) <= "
                                                + (MachineScript.MAX_BYTES
                                                        - MachineScript.LONGEST_ARN
                                                        - BEYOND_SETTINGS)))
                                .set(
                                        "error_message",
                                        "The machine's start script is longer than the " + MachineScript.MAX_BYTES
                                                + " bytes that EC2 takes. Shorten the policy file.")));
    }

    private static void group(Module module, Body group) {
        var count = code("var.runner_enabled ? 1 : 0");
        group.set("name", Module.named("runner"))
                .set("min_size", count)
                .set("max_size", count)
                .set("desired_capacity", count)
                .set("vpc_zone_identifier", code("local.subnet_ids"))
                .set("health_check_type", "EC2")
                .set("health_check_grace_period", 300)
                .block(
                        "launch_template",
                        template -> template.set("id", code("aws_launch_template.runner.id"))
                                .set("version", code("aws_launch_template.runner.latest_version")))
                .block(
                        "initial_lifecycle_hook",
                        hook -> hook.set("name", MachineScript.LIFECYCLE_HOOK)
                                .set("lifecycle_transition", "autoscaling:EC2_INSTANCE_TERMINATING")
                                .set(
                                        "heartbeat_timeout",
                                        module.model().runner().drain().toSeconds())
                                .set("default_result", "CONTINUE"))
                .block(
                        "instance_refresh",
                        refresh -> refresh.set("strategy", "Rolling")
                                .block("preferences", preferences -> preferences.set("min_healthy_percentage", 0)))
                .block(
                        "dynamic",
                        List.of("tag"),
                        tag -> tag.set("for_each", code("local.tags"))
                                .block(
                                        "content",
                                        content -> content.set("key", code("tag.key"))
                                                .set("value", code("tag.value"))
                                                .set("propagate_at_launch", false)))
                .comment("Jobs may finish before the machine goes.")
                .block(
                        "timeouts",
                        timeouts -> timeouts.set(
                                "delete",
                                module.model()
                                                .runner()
                                                .drain()
                                                .plus(BEYOND_DRAIN)
                                                .toMinutes() + "m"))
                .comment("A machine that starts before it can reach anything only waits.")
                .set("depends_on", Expression.codes(wayOut(module)));
    }

    private static List<String> wayOut(Module module) {
        var needed = new ArrayList<>(List.of("aws_iam_role_policy.runner", "aws_vpc_security_group_egress_rule.https"));
        if (module.model().network() instanceof Network.Own) {
            needed.addAll(List.of("aws_route.private", "aws_route_table_association.private"));
        }
        return needed;
    }
}
