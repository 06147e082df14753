package dev.landfall.stacktemplates.cloudformation;

import dev.landfall.formats.problem.Location;
import dev.landfall.formats.problem.Problems;
import dev.landfall.stacktemplates.aws.LogAgent;
import dev.landfall.stacktemplates.aws.MachineScript;
import dev.landfall.stacktemplates.aws.MachineTypes;
import dev.landfall.stacktemplates.model.RunnerHost.VmGroup;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One EC2 instance in a group that makes another when it is lost. */
final class VmPart {

    private VmPart() {}

    static void add(Parts stack, VmGroup host, Problems problems) {
        addParameters(stack, host);
        var template = stack.template();
        template.resource(
                "RunnerProfile",
                "AWS::IAM::InstanceProfile",
                Entries.of("InstanceProfileName", stack.named("runner"))
                        .with("Roles", List.of(Tag.ref(RunnerRolePart.ROLE))));
        template.resource(
                "RunnerTemplate",
                "AWS::EC2::LaunchTemplate",
                Entries.of("LaunchTemplateData", machine(stack, host, problems)));
        template.resource("RunnerGroup", "AWS::AutoScaling::AutoScalingGroup", group(stack));
        template.attribute("RunnerGroup", "DependsOn", wayOut(stack));
        template.attribute(
                "RunnerGroup",
                "UpdatePolicy",
                Entries.of(
                        "AutoScalingRollingUpdate",
                        Entries.of("MinInstancesInService", 0).with("MaxBatchSize", 1)));
    }

    private static void addParameters(Parts stack, VmGroup host) {
        var template = stack.template();
        var group = template.group("Machine");
        template.parameter(
                group,
                "InstanceType",
                "Type of the machine",
                Entries.of("Type", "String")
                        .with("Default", MachineTypes.defaultOf(host))
                        .with("AllowedValues", MachineTypes.of(host))
                        .with("Description", "Its disk has " + host.diskGib() + " GiB and is encrypted."));
        var image = host.image();
        template.parameter(
                group,
                "ImageId",
                "Image",
                image == null
                        ? Entries.of("Type", "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>")
                                .with("Default", MachineTypes.imageParameter(host.architecture()))
                                .with(
                                        "Description",
                                        "Name of the SSM parameter with the image's id: Amazon Linux 2023.")
                        : Entries.of("Type", "AWS::EC2::Image::Id")
                                .with("Default", image)
                                .with("Description", "Image of the runner."));
    }

    private static Entries machine(Parts stack, VmGroup host, Problems problems) {
        var disk = Entries.of("VolumeType", "gp3")
                .with("VolumeSize", host.diskGib())
                .with("Encrypted", true)
                .with("DeleteOnTermination", true);
        return Entries.of("ImageId", Tag.ref("ImageId"))
                .with("InstanceType", Tag.ref("InstanceType"))
                .with("IamInstanceProfile", Entries.of("Arn", Tag.attribute("RunnerProfile", "Arn")))
                .with("InstanceInitiatedShutdownBehavior", "terminate")
                .with(
                        "MetadataOptions",
                        Entries.of("HttpEndpoint", "enabled")
                                .with("HttpTokens", "required")
                                .with("HttpPutResponseHopLimit", 1)
                                .with("InstanceMetadataTags", "disabled"))
                .with(
                        "NetworkInterfaces",
                        List.of(Entries.of("DeviceIndex", 0)
                                .with("AssociatePublicIpAddress", false)
                                .with("DeleteOnTermination", true)
                                .with("Groups", List.of(Tag.ref(NetworkPart.SECURITY_GROUP)))))
                .with(
                        "BlockDeviceMappings",
                        List.of(Entries.of("DeviceName", "/dev/xvda").with("Ebs", disk)))
                .with("UserData", Entries.of("Fn::Base64", userData(stack, host, problems)))
                .with(
                        "TagSpecifications",
                        List.of(
                                Entries.of("ResourceType", "instance").with("Tags", stack.namedTags("runner")),
                                Entries.of("ResourceType", "volume").with("Tags", stack.namedTags("runner"))));
    }

    private static Tag userData(Parts stack, VmGroup host, Problems problems) {
        var before = MachineScript.variables(stack.model(), host, stack.named("runner"));
        var after = LogAgent.before(StorePart.logGroup(stack)) + MachineScript.body() + LogAgent.AFTER;
        int bytes = (before + after).getBytes(StandardCharsets.UTF_8).length + MachineScript.LONGEST_ARN;
        if (bytes > MachineScript.MAX_BYTES) {
            problems.add(
                    Location.startOf("stack.toml"),
                    "The machine's start script has " + bytes + " bytes; EC2 takes " + MachineScript.MAX_BYTES
                            + ". Shorten the policy file and the runner's settings.");
        }
        return Tag.join("", before, Tag.sub("export PLAN_KEY='${" + StorePart.PLAN_KEY + "}'\n"), after);
    }

    private static Entries group(Parts stack) {
        var drain = stack.model().runner().drain().toSeconds();
        var hook = Entries.of("LifecycleHookName", MachineScript.LIFECYCLE_HOOK)
                .with("LifecycleTransition", "autoscaling:EC2_INSTANCE_TERMINATING")
                .with("HeartbeatTimeout", Math.toIntExact(drain))
                .with("DefaultResult", "CONTINUE");
        var tag = new ArrayList<Object>();
        for (var one : stack.tags()) {
            var propagated = new Entries();
            propagated.putAll((Entries) one);
            tag.add(propagated.with("PropagateAtLaunch", false));
        }
        return Entries.of("AutoScalingGroupName", stack.named("runner"))
                .with("MinSize", SwitchPart.size())
                .with("MaxSize", SwitchPart.size())
                .with("DesiredCapacity", SwitchPart.size())
                .with("VPCZoneIdentifier", NetworkPart.subnets(stack))
                .with("HealthCheckType", "EC2")
                .with("HealthCheckGracePeriod", 300)
                .with(
                        "LaunchTemplate",
                        Entries.of("LaunchTemplateId", Tag.ref("RunnerTemplate"))
                                .with("Version", Tag.attribute("RunnerTemplate", "LatestVersionNumber")))
                .with("LifecycleHookSpecificationList", List.of(hook))
                .with("Tags", tag);
    }

    /** A machine that starts before it can reach anything only waits. */
    private static List<String> wayOut(Parts stack) {
        return stack.template().resourceNames().contains("PrivateRoute")
                ? List.of("RunnerPolicy", "PrivateRoute")
                : List.of("RunnerPolicy");
    }
}
