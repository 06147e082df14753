package dev.landfall.stacktemplates.terraform.aws;

import static dev.landfall.stacktemplates.hcl.Expression.code;
import static dev.landfall.stacktemplates.hcl.Expression.text;

import dev.landfall.stacktemplates.hcl.Body;
import dev.landfall.stacktemplates.hcl.Expression;
import dev.landfall.stacktemplates.model.Network;
import dev.landfall.stacktemplates.terraform.Variable;
import java.util.List;

/** {@code network.tf}: a network with one way out and none in, or the customer's own. */
final class NetworkFile {

    private static final String FILE = "network.tf";
    private static final String ANYWHERE = "0.0.0.0/0";

    private NetworkFile() {}

    static void add(Module module) {
        switch (module.model().network()) {
            case Network.Own own -> addOwn(module, own);
            case Network.Existing existing -> addExisting(module);
        }
        module.file(FILE).comment("The runner calls out by HTTPS; nothing calls it.");
        module.resource(
                FILE,
                "aws_security_group",
                "runner",
                group -> group.set("name", Module.named("runner"))
                        .set("description", "Landfall runner, out only")
                        .set("vpc_id", code("local.vpc_id"))
                        .set("tags", Module.namedTags("runner")));
        module.resource(
                FILE,
                "aws_vpc_security_group_egress_rule",
                "https",
                rule -> rule.set("security_group_id", code("aws_security_group.runner.id"))
                        .set("description", "HTTPS to anywhere")
                        .set("ip_protocol", "tcp")
                        .set("from_port", 443)
                        .set("to_port", 443)
                        .set("cidr_ipv4", ANYWHERE)
                        .set("tags", code("local.tags")));
    }

    private static void addExisting(Module module) {
        module.ask(Variable.of("vpc_id", "string", "Your VPC, in which the runner stands.")
                .valid("can(regex(\"^vpc-[0-9a-f]+$\", var.vpc_id))", "The id of a VPC begins with vpc-."));
        module.ask(Variable.of(
                        "subnet_ids",
                        "list(string)",
                        "Private subnets of that VPC with a way out to the internet, such as a NAT gateway.")
                .valid(
                        "length(var.subnet_ids) > 0 && alltrue([for id in var.subnet_ids : can(regex(\"^subnet-[0-9a-f]+$\","
                                + " id))])",
                        "Give at least one subnet; the id of a subnet begins with subnet-."));
        module.file(FILE)
                .block(
                        "data",
                        List.of("aws_subnet", "runner"),
                        data -> data.set("for_each", code("toset(var.subnet_ids)"))
                                .gap()
                                .set("id", code("each.value"))
                                .block(
                                        "lifecycle",
                                        lifecycle -> lifecycle.block(
                                                "postcondition",
                                                rule -> rule.set("condition", code("self.vpc_id == var.vpc_id"))
                                                        .set(
                                                                "error_message",
                                                                "The subnets must be of the VPC that you chose."))))
                .block(
                        "locals",
                        locals -> locals.set("vpc_id", code("var.vpc_id"))
                                .set("subnet_ids", code("sort([for subnet in data.aws_subnet.runner : subnet.id])")));
    }

    private static void addOwn(Module module, Network.Own own) {
        module.ask(Variable.of("network_cidr", "string", "IPv4 range of the runner's own network.")
                .withDefault(text(own.cidr()))
                .valid(
                        "can(cidrnetmask(var.network_cidr)) && can(regex(\"/(1[6-9]|2[0-2])$\", var.network_cidr))",
                        "Give an IPv4 range with a prefix of 16 to 22, such as 10.128.0.0/16."));
        var file = module.file(FILE);
        file.block(
                "data",
                List.of("aws_availability_zones", "here"),
                zones -> zones.block(
                        "filter",
                        filter -> filter.set("name", "opt-in-status")
                                .set("values", Expression.texts(List.of("opt-in-not-required")))));
        file.block(
                "locals",
                locals -> locals.comment("Subnets of 256 addresses.")
                        .set("subnet_bits", code("24 - tonumber(split(\"/\", var.network_cidr)[1])"))
                        .set("vpc_id", code("aws_vpc.runner.id"))
                        .set("subnet_ids", code("aws_subnet.private[*].id")));
        module.resource(
                FILE,
                "aws_vpc",
                "runner",
                vpc -> vpc.set("cidr_block", code("var.network_cidr"))
                        .set("enable_dns_hostnames", true)
                        .set("enable_dns_support", true)
                        .set("tags", Module.namedTags("network")));
        addWayOut(module);
        module.resource(FILE, "aws_subnet", "private", subnet -> {
            subnet.set("count", own.zones()).gap();
            subnet(
                    subnet,
                    code("data.aws_availability_zones.here.names[count.index]"),
                    code("cidrsubnet(var.network_cidr, local.subnet_bits, count.index + 1)"),
                    Expression.template("private-", code("count.index + 1")));
        });
        module.resource(
                FILE,
                "aws_route_table_association",
                "private",
                association -> association
                        .set("count", own.zones())
                        .gap()
                        .set("subnet_id", code("aws_subnet.private[count.index].id"))
                        .set("route_table_id", code("aws_route_table.private.id")));
        module.output(
                "outgoing_address",
                "What the runner's calls come from, for lists of allowed addresses.",
                code("aws_eip.nat.public_ip"));
    }

    private static void addWayOut(Module module) {
        module.resource(
                FILE,
                "aws_internet_gateway",
                "out",
                gateway -> gateway.set("vpc_id", code("aws_vpc.runner.id")).set("tags", Module.namedTags("out")));
        module.file(FILE).comment("Nothing but the NAT gateway stands here.");
        module.resource(
                FILE,
                "aws_subnet",
                "public",
                subnet -> subnet(
                        subnet,
                        code("data.aws_availability_zones.here.names[0]"),
                        code("cidrsubnet(var.network_cidr, local.subnet_bits, 0)"),
                        text("public")));
        addRoutes(module, "public", "gateway_id", "aws_internet_gateway.out.id");
        module.resource(
                FILE,
                "aws_route_table_association",
                "public",
                association -> association
                        .set("subnet_id", code("aws_subnet.public.id"))
                        .set("route_table_id", code("aws_route_table.public.id")));
        module.resource(
                FILE,
                "aws_eip",
                "nat",
                address -> address.set("domain", "vpc")
                        .set("tags", Module.namedTags("nat"))
                        .gap()
                        .set("depends_on", code("[aws_internet_gateway.out]")));
        module.resource(
                FILE,
                "aws_nat_gateway",
                "out",
                gateway -> gateway.set("allocation_id", code("aws_eip.nat.allocation_id"))
                        .set("subnet_id", code("aws_subnet.public.id"))
                        .set("tags", Module.namedTags("nat"))
                        .gap()
                        .set("depends_on", code("[aws_route.public]")));
        addRoutes(module, "private", "nat_gateway_id", "aws_nat_gateway.out.id");
    }

    private static void subnet(Body subnet, Expression zone, Expression range, Expression suffix) {
        subnet.set("vpc_id", code("aws_vpc.runner.id"))
                .set("availability_zone", zone)
                .set("cidr_block", range)
                .set("map_public_ip_on_launch", false)
                .set("tags", Expression.call("merge", code("local.tags"), Expression.object("Name", name(suffix))))
                .block(
                        "lifecycle",
                        lifecycle -> lifecycle
                                .comment("A zone that AWS adds or takes away moves no subnet.")
                                .set("ignore_changes", code("[availability_zone]")));
    }

    private static Expression name(Expression suffix) {
        return suffix instanceof Expression.Template(var parts)
                ? Expression.template(code("var.name"), "-", parts.get(0), parts.get(1))
                : Expression.template(code("var.name"), "-", suffix);
    }

    private static void addRoutes(Module module, String name, String by, String target) {
        module.resource(
                FILE,
                "aws_route_table",
                name,
                table -> table.set("vpc_id", code("aws_vpc.runner.id")).set("tags", Module.namedTags(name)));
        module.resource(
                FILE,
                "aws_route",
                name,
                route -> route.set("route_table_id", code("aws_route_table." + name + ".id"))
                        .set("destination_cidr_block", ANYWHERE)
                        .set(by, code(target)));
    }
}
