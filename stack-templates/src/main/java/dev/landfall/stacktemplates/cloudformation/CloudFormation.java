package dev.landfall.stacktemplates.cloudformation;

import dev.landfall.formats.problem.Location;
import dev.landfall.formats.problem.Problems;
import dev.landfall.formats.problem.Reading;
import dev.landfall.stacktemplates.aws.AwsLimits;
import dev.landfall.stacktemplates.model.Network;
import dev.landfall.stacktemplates.model.RunnerHost;
import dev.landfall.stacktemplates.model.StackModel;
import dev.landfall.stacktemplates.model.Target;
import dev.landfall.stacktemplates.rendering.RenderedFile;
import dev.landfall.stacktemplates.rendering.Rendering;
import java.util.List;

/**
 * A stack as one CloudFormation template, {@value #FILE}. It needs the capability {@code CAPABILITY_NAMED_IAM}, since its roles have
 * names.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html">Quotas</a>
 */
public final class CloudFormation implements Rendering {

    /** Path of the one file. */
    public static final String FILE = "stack.yaml";

    /** Bytes of a template that need not be in a bucket. */
    public static final int MAX_BYTES = 51_200;

    /** Parameters of a template. */
    public static final int MAX_PARAMETERS = 200;

    private static final Location STACK = Location.startOf("stack.toml");

    @Override
    public Reading<List<RenderedFile>> render(StackModel model) {
        var problems = new Problems();
        AwsLimits.check(model, problems);
        var template = problems.isEmpty() ? template(model, problems) : new Template();
        if (template.parameterCount() > MAX_PARAMETERS) {
            problems.add(
                    STACK,
                    "The stack has " + template.parameterCount() + " parameters; CloudFormation takes " + MAX_PARAMETERS
                            + ". Let fewer inputs be configurable by the customer.");
        }
        var text = problems.isEmpty() ? YamlText.of(template.tree(description(model))) : "";
        var file = new RenderedFile(FILE, text);
        int bytes = file.bytes().length;
        if (bytes > MAX_BYTES) {
            problems.add(
                    STACK,
                    "The template has " + bytes + " bytes; CloudFormation takes " + MAX_BYTES
                            + ". Shorten policies and descriptions, or use managed policies.");
        }
        return problems.reading(() -> List.of(file));
    }

    private static Template template(StackModel model, Problems problems) {
        var template = new Template();
        var names = new LogicalIds(problems);
        var stack = new Parts(model, template, names);
        SwitchPart.add(stack);
        where(stack);
        if (model.host() instanceof RunnerHost.ExistingCluster cluster) {
            ClusterPart.addParameters(stack, cluster);
        } else {
            NetworkPart.add(stack);
        }
        RolePart.addParameters(stack);
        SecretPart.add(stack);
        InputPart.add(stack);
        StorePart.add(stack);
        RunnerRolePart.add(stack);
        RolePart.addRoles(stack);
        switch (model.host()) {
            case RunnerHost.VmGroup vm -> VmPart.add(stack, vm, problems);
            case RunnerHost.ContainerService service -> ContainerPart.add(stack, service);
            case RunnerHost.ExistingCluster cluster -> ClusterPart.add(stack, cluster);
        }
        NestedPart.add(stack, problems);
        PhoneHomePart.add(stack);
        if (problems.isEmpty()) {
            template.twice()
                    .forEach(name -> problems.add(
                            STACK,
                            "Two roles, secrets or nested stacks need the name " + name
                                    + " in CloudFormation, one of them for what belongs to it. Rename one."));
        }
        return template;
    }

    /** What CloudFormation checks before it makes anything. */
    private static void where(Parts stack) {
        var target = (Target.Aws) stack.model().target();
        if (target.account() != null) {
            stack.template()
                    .rule(
                            "Account",
                            Tag.equal(Tag.ref("AWS::AccountId"), target.account()),
                            "This stack was made for the AWS account " + target.account() + ".");
        }
        if (target.region() != null) {
            stack.template()
                    .rule(
                            "Region",
                            Tag.equal(Tag.ref("AWS::Region"), target.region()),
                            "This stack was made for the region " + target.region() + ".");
        }
    }

    /** At most 1,024 characters. */
    private static String description(StackModel model) {
        var install = model.install();
        var host = switch (model.host()) {
            case RunnerHost.VmGroup vm -> "on one EC2 instance";
            case RunnerHost.ContainerService service -> "on ECS Fargate";
            case RunnerHost.ExistingCluster cluster -> "in your EKS cluster";
        };
        var network = switch (model.network()) {
            case Network.Own own
            when !(model.host() instanceof RunnerHost.ExistingCluster) -> " in a network of its own";
            case Network.Own own -> "";
            case Network.Existing existing -> "";
        };
        var text = install.vendor() + " / " + install.app() + ": runner of the install " + install.name() + " ("
                + install.id() + ") " + host + network + ", with one role per operation.";
        return text.length() <= 1_024 ? text : text.substring(0, 1_024);
    }
}
