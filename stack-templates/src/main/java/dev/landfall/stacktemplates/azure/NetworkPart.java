package dev.landfall.stacktemplates.azure;

import static dev.landfall.stacktemplates.arm.Expression.call;
import static dev.landfall.stacktemplates.arm.Expression.join;
import static dev.landfall.stacktemplates.arm.Expression.list;
import static dev.landfall.stacktemplates.arm.Expression.object;

import dev.landfall.stacktemplates.arm.Expression;
import dev.landfall.stacktemplates.arm.Expression.IdOf;
import dev.landfall.stacktemplates.arm.Expression.Members;
import dev.landfall.stacktemplates.arm.Parameter;
import dev.landfall.stacktemplates.arm.Parameter.Kind;
import dev.landfall.stacktemplates.arm.Resource;
import dev.landfall.stacktemplates.model.Network;
import dev.landfall.stacktemplates.model.StackModel;

/**
 * Where the machine stands: a network of the stack's own with one way out, or the customer's subnet; in both nothing comes in. The
 * network is made once and never written again, so that subnets which came later stay.
 */
record NetworkPart(Expression network, Expression subnet) {

    private static final String API = "@2024-05-01";

    static NetworkPart add(StackModel model, Draft draft) {
        addSecurityGroup(model, draft);
        return switch (model.network()) {
            case Network.Own own -> own(model, own, draft);
            case Network.Existing existing -> existing(draft);
        };
    }

    private static NetworkPart own(StackModel model, Network.Own own, Draft draft) {
        var cidr = draft.add(Parameter.of(
                        "networkCidr",
                        Kind.STRING,
                        "Addresses of the network that the stack makes: IPv4, prefix 16 to 22. Later changes have no effect.",
                        own.cidr())
                .limited("minLength", 9)
                .limited("maxLength", 18));
        draft.add(Resource.of(
                        "outAddress",
                        "Microsoft.Network/publicIPAddresses" + API,
                        model.name().with("out"),
                        Draft.placed(
                                "sku", object("name", "Standard"),
                                "properties", object("publicIPAllocationMethod", "Static")))
                .described("From which the runner is seen outside; nothing comes in by it."));
        draft.add(Resource.of(
                "natGateway",
                "Microsoft.Network/natGateways" + API,
                model.name().with("out"),
                Draft.placed(
                        "sku", object("name", "Standard"),
                        "properties", object("publicIpAddresses", list(object("id", new IdOf("outAddress")))))));
        var subnet = object(
                "name",
                "runner",
                "properties",
                object(
                        "addressPrefix", call("cidrSubnet", cidr, 24, 0),
                        "defaultOutboundAccess", false,
                        "networkSecurityGroup", object("id", new IdOf("securityGroup")),
                        "natGateway", object("id", new IdOf("natGateway"))));
        draft.add(Resource.of(
                        "network",
                        "Microsoft.Network/virtualNetworks" + API,
                        model.name().value(),
                        Draft.placed(
                                "properties",
                                object(
                                        "addressSpace", object("addressPrefixes", list(cidr)),
                                        "subnets", list(subnet))))
                .onlyOnce()
                .described("Made once: subnets that are added later stay."));
        return new NetworkPart(new IdOf("network"), join(new IdOf("network"), "/subnets/runner"));
    }

    private static NetworkPart existing(Draft draft) {
        var subnet = draft.add(Parameter.of(
                        "subnetId",
                        Kind.STRING,
                        "Id of the subnet in which the runner stands. It needs a way out, such as a NAT gateway, and no way in.",
                        null)
                .limited(
                        "minLength",
                        "/subscriptions/x/resourceGroups/x/providers/Microsoft.Network/virtualNetworks/x/subnets/x"
                                .length()));
        return new NetworkPart(call("first", call("split", subnet, "/subnets/")), subnet);
    }

    private static void addSecurityGroup(StackModel model, Draft draft) {
        var ports = draft.add(Parameter.of(
                        "egressPorts",
                        Kind.ARRAY,
                        "TCP ports that the runner may reach in the Internet: 443, 80 for Ubuntu's packages, and for example 22 for git over SSH.",
                        list("443", "80"))
                .limited("minLength", 1));
        draft.add(Resource.of(
                "securityGroup",
                "Microsoft.Network/networkSecurityGroups" + API,
                model.name().with("runner"),
                Draft.placed(
                        "properties",
                        object(
                                "securityRules",
                                list(
                                        rule(
                                                "nothing-in",
                                                "Inbound",
                                                "Deny",
                                                100,
                                                "*",
                                                "*",
                                                object("destinationPortRange", "*")),
                                        rule(
                                                "out",
                                                "Outbound",
                                                "Allow",
                                                100,
                                                "Tcp",
                                                "Internet",
                                                object("destinationPortRanges", ports)),
                                        rule(
                                                "nothing-else-out",
                                                "Outbound",
                                                "Deny",
                                                4096,
                                                "*",
                                                "Internet",
                                                object("destinationPortRange", "*")))))));
    }

    private static Members rule(
            String name, String direction, String access, int priority, String protocol, String to, Members ports) {
        var properties = new java.util.ArrayList<>(object(
                        "direction", direction,
                        "access", access,
                        "priority", priority,
                        "protocol", protocol,
                        "sourceAddressPrefix", "*",
                        "sourcePortRange", "*",
                        "destinationAddressPrefix", to)
                .members());
        properties.addAll(ports.members());
        return object("name", name, "properties", new Members(properties));
    }
}
