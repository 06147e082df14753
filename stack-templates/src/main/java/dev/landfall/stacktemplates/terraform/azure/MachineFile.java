package dev.landfall.stacktemplates.terraform.azure;

import static dev.landfall.stacktemplates.hcl.Expression.call;
import static dev.landfall.stacktemplates.hcl.Expression.code;
import static dev.landfall.stacktemplates.hcl.Expression.object;
import static dev.landfall.stacktemplates.hcl.Expression.template;
import static dev.landfall.stacktemplates.hcl.Expression.text;
import static dev.landfall.stacktemplates.hcl.Expression.tuple;

import dev.landfall.stacktemplates.azure.MachineDefaults;
import dev.landfall.stacktemplates.azure.Scripts;
import dev.landfall.stacktemplates.hcl.Body;
import dev.landfall.stacktemplates.hcl.Expression;
import dev.landfall.stacktemplates.model.RunnerHost.Architecture;
import dev.landfall.stacktemplates.model.RunnerHost.VmGroup;
import dev.landfall.stacktemplates.model.StackModel;
import dev.landfall.stacktemplates.terraform.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code machine.tf}: a scale set of one machine, which replaces it when the runner is not running, and which the customer can set to
 * none.
 */
final class MachineFile {

    static final String MACHINES = "azurerm_linux_virtual_machine_scale_set.runner";

    private static final String CLIENT = "azurerm_user_assigned_identity.runner.client_id";

    private static final String FIRST_START =
            "join(\"\", concat([\"#!/bin/sh\\nset -eu\\n\"], [for name, value in local.told : \"export ${name}='${value}'\\n\"], [file(\"${path.module}/first-start.sh\")]))";

    private MachineFile() {}

    static void add(StackModel model, VmGroup host, Module module) {
        addVariables(host, module);
        module.text("first-start.sh", Scripts.machine());
        module.text("phone-home.sh", Scripts.phoneHome());
        var file = module.file("machine.tf");
        file.block("locals", locals -> addScripts(model, host, locals));
        file.comment("One machine, without a public address or a way in.");
        Module.resource(
                file, "azurerm_linux_virtual_machine_scale_set", "runner", machines -> machines(model, host, machines));
    }

    private static void addVariables(VmGroup host, Module module) {
        module.ask(Variable.of(
                        "runner_enabled",
                        "bool",
                        "The off switch: false ends the machine, and nothing is deleted. Nothing runs here until it is true again.")
                .withDefault(Expression.truth(true)));
        module.ask(Variable.of("vm_size", "string", "Size of the machine.")
                .withDefault(text(MachineDefaults.size(host)))
                .valid("var.vm_size != \"\"", "A machine has a size."));
        module.ask(Variable.of(
                        "encryption_at_host",
                        "bool",
                        "Whether disks are encrypted on the host too, caches and temporary disks with them. The subscription needs the feature EncryptionAtHost.")
                .withDefault(Expression.truth(true)));
    }

    private static void addScripts(StackModel model, VmGroup host, Body locals) {
        locals.comment("The runner's settings.")
                .set("settings", settings(model))
                .comment("What the machine's first script is told.")
                .set("told", told(model, host))
                .set("first_start", code(FIRST_START))
                .gap()
                .comment("What the control plane is told; there is no secret in it.");
        // by its name, as the scale set itself holds the statement
        var machines = template(Module.GROUP, "/providers/Microsoft.Compute/virtualMachineScaleSets/", Module.NAME);
        Statement.set(
                locals,
                model,
                machines,
                object("network", code("local.network_id")).with("subnets", tuple(List.of(code("local.subnet_id")))));
        locals.set(
                        "phone_home_script",
                        filled(
                                filled(
                                        call("file", template(code("path.module"), "/phone-home.sh")),
                                        Scripts.NONCES,
                                        template(code("var.phone_home"), "/nonces")),
                                Scripts.ADDRESS,
                                code("var.phone_home")))
                .set(
                        "phone_home",
                        filled(
                                filled(code("local.phone_home_script"), Scripts.CLIENT_ID, code(CLIENT)),
                                Scripts.STATEMENT,
                                call("base64encode", call("jsonencode", code("local.statement")))));
    }

    private static Expression settings(StackModel model) {
        var here = Map.of(
                "LANDFALL_RUNNER_SERVER", "var.control_plane",
                "LANDFALL_RUNNER_POOL", "var.pool",
                "LANDFALL_RUNNER_ROOT_KEY", "var.root_key",
                "LANDFALL_RUNNER_IDENTITY_CLIENT_ID", CLIENT);
        return known(Scripts.settings(model), here);
    }

    private static Expression told(StackModel model, VmGroup host) {
        var here = Map.of(
                "POLICY_BASE64",
                "base64encode(var.policy_file == null ? \"\" : var.policy_file)",
                "PLAN_KEY",
                VaultFile.PLAN_KEY,
                "IDENTITY_CLIENT_ID",
                CLIENT,
                "SERVICE_ENVIRONMENT_BASE64",
                "base64encode(join(\"\", [for name, value in local.settings : \"${name}='${value}'\\n\"]))");
        return known(Scripts.told(model, host), here);
    }

    /** What is the same for all installs as it is, and what is known only here by its expression. */
    private static Expression known(Map<String, String> all, Map<String, String> here) {
        var members = object();
        for (var each : all.entrySet()) {
            var code = here.get(each.getKey());
            members = members.with(each.getKey(), code == null ? text(each.getValue()) : code(code));
        }
        return members;
    }

    private static Expression filled(Expression script, String place, Expression value) {
        return call("replace", script, text(place), value);
    }

    private static String identities(String name, String attribute) {
        return "azurerm_user_assigned_identity." + name + "[*]." + attribute;
    }

    private static void machines(StackModel model, VmGroup host, Body machines) {
        Module.placed(machines, Module.NAME)
                .set("sku", code("var.vm_size"))
                .set("instances", code("var.runner_enabled ? 1 : 0"))
                .set("upgrade_mode", "Automatic")
                .set("overprovision", false)
                .set("single_placement_group", false)
                .set("computer_name_prefix", Module.NAME)
                .set("admin_username", MachineDefaults.USER)
                .set("disable_password_authentication", true)
                .set("encryption_at_host_enabled", code("var.encryption_at_host"));
        if (host.architecture() == Architecture.X86_64) {
            machines.set("secure_boot_enabled", true).set("vtpm_enabled", true);
        }
        if (host.image() != null) {
            machines.set("source_image_id", "/" + host.image());
        }
        machines.set("custom_data", call("base64encode", code("local.first_start")));
        machines.comment("Azure asks for a key. Nobody has the private half of this one, and no port is open for it.")
                .block(
                        "admin_ssh_key",
                        key -> key.set("username", MachineDefaults.USER).set("public_key", MachineDefaults.NOBODYS_KEY))
                .comment("What is not here cannot be had by whatever runs on the machine.")
                .block(
                        "identity",
                        identity -> identity.set("type", "UserAssigned").set("identity_ids", identities(model)));
        disk(host, machines);
        network(machines);
        life(machines);
        extensions(machines);
        var first = new ArrayList<>(List.of(code("azurerm_role_assignment.runner_reads_secrets")));
        first.addAll(NetworkFile.wayOut(model));
        machines.gap().set("depends_on", tuple(first));
    }

    /** An identity that is not here cannot be had by whatever runs on the machine. */
    private static Expression identities(StackModel model) {
        var all = new ArrayList<>(List.of(code("azurerm_user_assigned_identity.runner.id")));
        model.roles().forEach(role -> all.add(code(identities(Names.identity(role), "id"))));
        return call("flatten", tuple(all));
    }

    private static void disk(VmGroup host, Body machines) {
        if (host.image() == null) {
            machines.block(
                    "source_image_reference",
                    image -> image.set("publisher", "Canonical")
                            .set("offer", "ubuntu-24_04-lts")
                            .set("sku", MachineDefaults.imageSku(host))
                            .set("version", "latest"));
        }
        machines.block(
                "os_disk",
                disk -> disk.set("storage_account_type", "Premium_LRS")
                        .set("caching", "ReadWrite")
                        .set("disk_size_gb", host.diskGib()));
    }

    private static void network(Body machines) {
        machines.block(
                "network_interface",
                network -> network.set("name", "runner")
                        .set("primary", true)
                        .set("network_security_group_id", code("azurerm_network_security_group.runner.id"))
                        .block(
                                "ip_configuration",
                                address -> address.set("name", "runner")
                                        .set("primary", true)
                                        .set("subnet_id", code("local.subnet_id"))));
    }

    private static void life(Body machines) {
        machines.block(
                        "automatic_instance_repair",
                        repair -> repair.set("enabled", true)
                                .set("grace_period", "PT30M")
                                .set("action", "Replace"))
                .comment("Scheduled events tell the runner, which drains.")
                .block(
                        "termination_notification",
                        notice -> notice.set("enabled", true).set("timeout", "PT15M"));
    }

    private static void extensions(Body machines) {
        extension(
                machines,
                "health",
                "Microsoft.ManagedServices",
                "ApplicationHealthLinux",
                "1.0",
                object("protocol", "http").with("port", code("9119")).with("requestPath", "/"));
        var identity = object("identifier-name", "mi_res_id")
                .with("identifier-value", code("azurerm_user_assigned_identity.runner.id"));
        extension(
                machines,
                "log",
                "Microsoft.Azure.Monitor",
                "AzureMonitorLinuxAgent",
                "1.33",
                object("authentication", object("managedIdentity", identity)));
        machines.comment("Runs again whenever what it says changes.");
        extension(
                machines,
                "phone-home",
                "Microsoft.Azure.Extensions",
                "CustomScript",
                "2.1",
                object("script", call("base64encode", code("local.phone_home"))));
    }

    private static void extension(
            Body machines, String name, String publisher, String type, String version, Expression settings) {
        machines.block(
                "extension",
                extension -> extension
                        .set("name", name)
                        .set("publisher", publisher)
                        .set("type", type)
                        .set("type_handler_version", version)
                        .set("auto_upgrade_minor_version", true)
                        .set("settings", call("jsonencode", settings)));
    }
}
