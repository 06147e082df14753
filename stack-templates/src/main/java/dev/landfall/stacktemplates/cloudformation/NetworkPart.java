package dev.landfall.stacktemplates.cloudformation;

import dev.landfall.stacktemplates.model.Network;
import java.util.ArrayList;
import java.util.List;

/** A network with one way out and none in, or the customer's own. */
final class NetworkPart {

    static final String SECURITY_GROUP = "RunnerSecurityGroup";
    private static final String ANYWHERE = "0.0.0.0/0";
    private static final String PRIVATE_SUBNET = "PrivateSubnet";

    private NetworkPart() {}

    static void add(Parts stack) {
        var group = stack.template().group("Network");
        switch (stack.model().network()) {
            case Network.Own own -> addOwn(stack, own, group);
            case Network.Existing existing -> addExisting(stack, group);
        }
        stack.template()
                .resource(
                        SECURITY_GROUP,
                        "AWS::EC2::SecurityGroup",
                        Entries.of("GroupDescription", "Landfall runner, out only")
                                .with("VpcId", vpc(stack))
                                .with(
                                        "SecurityGroupEgress",
                                        List.of(Entries.of("IpProtocol", "tcp")
                                                .with("FromPort", 443)
                                                .with("ToPort", 443)
                                                .with("CidrIp", ANYWHERE)
                                                .with("Description", "HTTPS to anywhere")))
                                .with("Tags", stack.namedTags("runner")));
    }

    static Object vpc(Parts stack) {
        return stack.model().network() instanceof Network.Own ? Tag.ref("Vpc") : Tag.ref("VpcId");
    }

    /** The runner's subnets, as a list. */
    static Object subnets(Parts stack) {
        if (!(stack.model().network() instanceof Network.Own own)) {
            return Tag.ref("SubnetIds");
        }
        var subnets = new ArrayList<>();
        for (int zone = 1; zone <= own.zones(); zone++) {
            subnets.add(Tag.ref(PRIVATE_SUBNET + zone));
        }
        return subnets;
    }

    private static void addExisting(Parts stack, List<Object> group) {
        var template = stack.template();
        template.parameter(
                group,
                "VpcId",
                "VPC",
                Entries.of("Type", "AWS::EC2::VPC::Id").with("Description", "Your VPC, in which the runner stands."));
        template.parameter(
                group,
                "SubnetIds",
                "Subnets",
                Entries.of("Type", "List<AWS::EC2::Subnet::Id>")
                        .with(
                                "Description",
                                "Private subnets of that VPC with a way out to the internet, such as a NAT gateway."));
        template.rule(
                "SubnetsAreInTheVpc",
                Entries.of(
                        "Fn::EachMemberEquals",
                        List.of(Entries.of("Fn::ValueOf", List.of("SubnetIds", "VpcId")), Tag.ref("VpcId"))),
                "The subnets must be of the VPC that you chose.");
    }

    private static void addOwn(Parts stack, Network.Own own, List<Object> group) {
        var template = stack.template();
        template.parameter(
                group,
                "NetworkCidr",
                "Address range",
                Entries.of("Type", "String")
                        .with("Default", own.cidr())
                        .with("AllowedPattern", "^([0-9]{1,3}\\.){3}[0-9]{1,3}/(1[6-9]|2[0-2])$")
                        .with("ConstraintDescription", "an IPv4 range with a prefix of 16 to 22, such as 10.128.0.0/16")
                        .with("Description", "IPv4 range of the runner's own network."));
        template.resource(
                "Vpc",
                "AWS::EC2::VPC",
                Entries.of("CidrBlock", Tag.ref("NetworkCidr"))
                        .with("EnableDnsHostnames", true)
                        .with("EnableDnsSupport", true)
                        .with("Tags", stack.namedTags("network")));
        addWayOut(stack, template);
        for (int zone = 1; zone <= own.zones(); zone++) {
            addSubnet(stack, PRIVATE_SUBNET + zone, "private-" + zone, zone, zone - 1);
            associate(template, PRIVATE_SUBNET + zone, "PrivateRoutes");
        }
    }

    private static void addWayOut(Parts stack, Template template) {
        template.resource("InternetGateway", "AWS::EC2::InternetGateway", Entries.of("Tags", stack.namedTags("out")));
        template.resource(
                "InternetGatewayAttachment",
                "AWS::EC2::VPCGatewayAttachment",
                Entries.of("VpcId", Tag.ref("Vpc")).with("InternetGatewayId", Tag.ref("InternetGateway")));
        addSubnet(stack, "PublicSubnet", "public", 0, 0);
        addRoutes(stack, "PublicRoutes", "public");
        template.resource(
                "PublicRoute", "AWS::EC2::Route", route("PublicRoutes").with("GatewayId", Tag.ref("InternetGateway")));
        template.attribute("PublicRoute", "DependsOn", "InternetGatewayAttachment");
        associate(template, "PublicSubnet", "PublicRoutes");
        template.resource(
                "NatAddress", "AWS::EC2::EIP", Entries.of("Domain", "vpc").with("Tags", stack.namedTags("nat")));
        template.attribute("NatAddress", "DependsOn", "InternetGatewayAttachment");
        template.resource(
                "NatGateway",
                "AWS::EC2::NatGateway",
                Entries.of("AllocationId", Tag.attribute("NatAddress", "AllocationId"))
                        .with("SubnetId", Tag.ref("PublicSubnet"))
                        .with("Tags", stack.namedTags("nat")));
        addRoutes(stack, "PrivateRoutes", "private");
        template.resource(
                "PrivateRoute", "AWS::EC2::Route", route("PrivateRoutes").with("NatGatewayId", Tag.ref("NatGateway")));
        template.output(
                "OutgoingAddress",
                "What the runner's calls come from, for lists of allowed addresses.",
                Tag.ref("NatAddress"));
    }

    private static Entries route(String table) {
        return Entries.of("RouteTableId", Tag.ref(table)).with("DestinationCidrBlock", ANYWHERE);
    }

    private static void addRoutes(Parts stack, String name, String suffix) {
        stack.template()
                .resource(
                        name,
                        "AWS::EC2::RouteTable",
                        Entries.of("VpcId", Tag.ref("Vpc")).with("Tags", stack.namedTags(suffix)));
    }

    private static void addSubnet(Parts stack, String name, String suffix, int index, int zone) {
        var block =
                new Tag("!Select", List.of(index, new Tag("!Cidr", List.of(Tag.attribute("Vpc", "CidrBlock"), 4, 8))));
        stack.template()
                .resource(
                        name,
                        "AWS::EC2::Subnet",
                        Entries.of("VpcId", Tag.ref("Vpc"))
                                .with("CidrBlock", block)
                                .with("AvailabilityZone", new Tag("!Select", List.of(zone, new Tag("!GetAZs", ""))))
                                .with("MapPublicIpOnLaunch", false)
                                .with("Tags", stack.namedTags(suffix)));
    }

    private static void associate(Template template, String subnet, String table) {
        template.resource(
                subnet + "Routes",
                "AWS::EC2::SubnetRouteTableAssociation",
                Entries.of("SubnetId", Tag.ref(subnet)).with("RouteTableId", Tag.ref(table)));
    }
}
