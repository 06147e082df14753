package dev.landfall.cli.stack;

import dev.landfall.cli.invocation.Invocation;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import dev.landfall.runner.client.HttpTransport;
import dev.landfall.stacktemplates.azure.PortalLink;
import dev.landfall.stacktemplates.cloudformation.QuickCreateLink;
import dev.landfall.stacktemplates.model.StackModel;
import dev.landfall.stacktemplates.model.Target;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "link",
        description = {
            "Print the link by which a customer opens their cloud's console with the stack filled in.",
            "You have put the rendered files at an address of yours that stays; they are read there and must be what would be"
                    + " rendered now."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  landfall stack link examples/stacks/ec2 --install examples/stacks/ec2.toml"
                    + " --template https://acme-stacks.s3.eu-central-1.amazonaws.com/shop/1/stack.yaml",
            "  landfall stack link examples/stacks/azure --install examples/stacks/azure.toml"
                    + " --template https://acmestacks.blob.core.windows.net/shop/1/azuredeploy.json"
        })
final class StackLink implements Callable<Integer> {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final Invocation invocation;

    @Mixin
    private final StackSource source = new StackSource();

    @Option(
            names = "--template",
            required = true,
            paramLabel = "ADDRESS",
            description = "Where the template is: https, without a signature that ends; for AWS in S3. On Azure"
                    + " createUiDefinition.json lies beside it.")
    URI template = URI.create("");

    @Option(
            names = "--region",
            paramLabel = "REGION",
            description = "For AWS, the region whose console opens; without it that of the install's file.")
    @Nullable String region;

    @Option(
            names = "--parameter",
            paramLabel = "NAME=VALUE",
            description =
                    "For AWS, a parameter that is filled in. Repeatable. A secret's is refused: links are kept and"
                            + " passed on.")
    Map<String, String> parameters = Map.of();

    @Option(names = "--no-check", description = "Do not look whether the address has the files.")
    boolean unchecked;

    StackLink(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var model = source.model(invocation);
        var link = switch (model.target()) {
            case Target.Aws aws -> quickCreate(model, aws);
            case Target.Azure azure -> portal(model);
        };
        invocation.output().done(Json.mapper().createObjectNode().put("link", link.toString()), link.toString());
        return 0;
    }

    private URI quickCreate(StackModel model, Target.Aws aws) {
        var place = region == null ? aws.region() : region;
        if (place == null) {
            throw LandfallException.invalid("The install's file names no region: say whose console opens by --region.");
        }
        var link = QuickCreateLink.of(place, template, model.name(), new TreeMap<>(parameters));
        check(model, StackFormat.CLOUDFORMATION, "stack.yaml", template);
        return link;
    }

    private URI portal(StackModel model) {
        if (region != null || !parameters.isEmpty()) {
            throw LandfallException.invalid("--region and --parameter are for AWS; Azure's portal asks for them.");
        }
        var link = PortalLink.of(template);
        check(model, StackFormat.ARM, "azuredeploy.json", template);
        check(model, StackFormat.ARM, PortalLink.FORM, template.resolve(PortalLink.FORM));
        return link;
    }

    private void check(StackModel model, StackFormat format, String path, URI address) {
        if (unchecked) {
            return;
        }
        var file = StackSource.files(format.rendering(), model).stream()
                .filter(each -> each.path().equals(path))
                .findFirst()
                .orElseThrow();
        try (var transport = new HttpTransport()) {
            new PublishedFile(transport, DEADLINE).require(address, file);
        }
    }
}
