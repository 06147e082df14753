package dev.landfall.stacktemplates.terraform.azure;

import static dev.landfall.stacktemplates.hcl.Expression.code;
import static dev.landfall.stacktemplates.hcl.Expression.object;
import static dev.landfall.stacktemplates.hcl.Expression.texts;
import static dev.landfall.stacktemplates.hcl.Expression.tuple;

import dev.landfall.stacktemplates.hcl.Body;
import dev.landfall.stacktemplates.hcl.Expression;
import dev.landfall.stacktemplates.model.Network;
import dev.landfall.stacktemplates.model.StackModel;
import dev.landfall.stacktemplates.terraform.Variable;
import java.util.List;
import java.util.function.Consumer;

/** {@code network.tf}: a network of the stack's own with one way out, or the customer's subnet; in both nothing comes in. */
final class NetworkFile {

    private static final String SUBNET_ID =
            "^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft.Network/virtualNetworks/[^/]+/subnets/[^/]+$";

    private NetworkFile() {}

    static void add(StackModel model, Module module) {
        var file = module.file("network.tf");
        switch (model.network()) {
            case Network.Own own -> own(own, module, file);
            case Network.Existing existing -> existing(module, file);
        }
        securityGroup(module, file);
    }

    /** What has to be there before a machine. */
    static List<Expression> wayOut(StackModel model) {
        return switch (model.network()) {
            case Network.Own own ->
                List.of(
                        code("azurerm_subnet_nat_gateway_association.runner"),
                        code("azurerm_nat_gateway_public_ip_association.out"),
                        code("azurerm_subnet_network_security_group_association.runner"));
            case Network.Existing existing -> List.of();
        };
    }

    private static void existing(Module module, Body file) {
        module.ask(Variable.of(
                        "subnet_id",
                        "string",
                        "Id of the subnet in which the runner stands. It needs a way out, such as a NAT gateway, and no way in.")
                .valid("can(regex(\"" + SUBNET_ID + "\", var.subnet_id))", "This is not the id of a subnet."));
        file.block(
                "locals",
                locals -> locals.set("network_id", code("regex(\"^(.+)/subnets/\", var.subnet_id)[0]"))
                        .set("subnet_id", code("var.subnet_id")));
    }

    private static void own(Network.Own own, Module module, Body file) {
        module.ask(Variable.of(
                        "network_cidr",
                        "string",
                        "Addresses of the network that the stack makes: IPv4, prefix 16 to 22. Later changes have no effect.")
                .withDefault(Expression.text(own.cidr()))
                .valid(
                        "can(regex(\"/(1[6-9]|2[0-2])$\", var.network_cidr)) && can(cidrnetmask(var.network_cidr))",
                        "This is not a network of IPv4 with a prefix of 16 to 22."));
        file.block(
                "locals",
                locals -> locals.set("network_id", code("azurerm_virtual_network.this.id"))
                        .set("subnet_id", code("azurerm_subnet.runner.id")));
        file.comment("Made once: subnets that are added later stay.");
        Module.resource(
                file,
                "azurerm_virtual_network",
                "this",
                network -> Module.placed(network, Module.NAME)
                        .set("address_space", tuple(List.of(code("var.network_cidr"))))
                        .block("lifecycle", it -> it.set("ignore_changes", tuple(List.of(code("address_space"))))));
        Module.resource(
                file,
                "azurerm_subnet",
                "runner",
                subnet -> subnet.set("name", "runner")
                        .set("resource_group_name", code("azurerm_virtual_network.this.resource_group_name"))
                        .set("virtual_network_name", code("azurerm_virtual_network.this.name"))
                        .set("address_prefixes", tuple(List.of(code(first24()))))
                        .set("default_outbound_access_enabled", false)
                        .block("lifecycle", it -> it.set("ignore_changes", tuple(List.of(code("address_prefixes"))))));
        addWayOut(file);
    }

    private static String first24() {
        return "cidrsubnet(var.network_cidr, 24 - tonumber(split(\"/\", var.network_cidr)[1]), 0)";
    }

    private static void addWayOut(Body file) {
        var name = Module.named("out");
        file.comment("From which the runner is seen outside; nothing comes in by it.");
        Module.resource(
                file,
                "azurerm_public_ip",
                "out",
                address -> Module.placed(address, name).set("sku", "Standard").set("allocation_method", "Static"));
        Module.resource(
                file,
                "azurerm_nat_gateway",
                "out",
                gateway -> Module.placed(gateway, name).set("sku_name", "Standard"));
        join(
                file,
                "azurerm_nat_gateway_public_ip_association",
                "out",
                object("nat_gateway_id", code("azurerm_nat_gateway.out.id"))
                        .with("public_ip_address_id", code("azurerm_public_ip.out.id")));
        join(
                file,
                "azurerm_subnet_nat_gateway_association",
                "runner",
                object("subnet_id", code("azurerm_subnet.runner.id"))
                        .with("nat_gateway_id", code("azurerm_nat_gateway.out.id")));
        join(
                file,
                "azurerm_subnet_network_security_group_association",
                "runner",
                object("subnet_id", code("azurerm_subnet.runner.id"))
                        .with("network_security_group_id", code("azurerm_network_security_group.runner.id")));
    }

    private static void join(Body file, String type, String name, Expression.Members ids) {
        Module.resource(
                file, type, name, body -> ids.members().forEach(member -> body.set(member.key(), member.value())));
    }

    private static void securityGroup(Module module, Body file) {
        module.ask(Variable.of(
                        "egress_ports",
                        "list(string)",
                        "TCP ports that the runner may reach in the Internet: 443, 80 for Ubuntu's packages, and for example 22 for git over SSH.")
                .withDefault(texts(List.of("443", "80")))
                .valid(
                        "length(var.egress_ports) > 0 && alltrue([for port in var.egress_ports : can(regex(\"^[0-9]{1,5}(-[0-9]{1,5})?$\", port))])",
                        "A port is a number or two with '-' between them, and there is at least one."));
        file.comment("Nothing comes in, not even from the same network: a runner asks for its work.");
        Module.resource(file, "azurerm_network_security_group", "runner", group -> {
            Module.placed(group, Module.named("runner"));
            rule(
                    group,
                    "nothing-in",
                    "Inbound",
                    "Deny",
                    100,
                    "*",
                    "*",
                    rule -> rule.set("destination_port_range", "*"));
            rule(
                    group,
                    "out",
                    "Outbound",
                    "Allow",
                    100,
                    "Tcp",
                    "Internet",
                    rule -> rule.set("destination_port_ranges", code("var.egress_ports")));
            rule(
                    group,
                    "nothing-else-out",
                    "Outbound",
                    "Deny",
                    4096,
                    "*",
                    "Internet",
                    rule -> rule.set("destination_port_range", "*"));
        });
    }

    private static void rule(
            Body group,
            String name,
            String direction,
            String access,
            int priority,
            String protocol,
            String to,
            Consumer<Body> ports) {
        group.block("security_rule", rule -> {
            rule.set("name", name)
                    .set("direction", direction)
                    .set("access", access)
                    .set("priority", priority)
                    .set("protocol", protocol)
                    .set("source_address_prefix", "*")
                    .set("source_port_range", "*")
                    .set("destination_address_prefix", to);
            ports.accept(rule);
        });
    }
}
