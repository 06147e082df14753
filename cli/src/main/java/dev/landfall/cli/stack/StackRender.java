package dev.landfall.cli.stack;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.InstallId;
import dev.landfall.protocol.json.Json;
import dev.landfall.stacktemplates.rendering.RenderedFile;
import dev.landfall.stacktemplates.rendering.Rendering;
import dev.landfall.stacktemplates.terraform.ModuleSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "render",
        description = {
            "Write the install stack of an app for one customer as files, on this machine alone unless --record is given.",
            "The same config and install file give the same bytes. No secret is in them."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  landfall stack render examples/stacks/ec2 --install examples/stacks/ec2.toml --format cloudformation"
                    + " --out stack",
            "  landfall stack render examples/stacks/ec2 --install examples/stacks/ec2.toml --format terraform --out stack",
            "  landfall stack render . --app shop --install acme.toml --format cloudformation --out stack -o json"
        })
final class StackRender implements Callable<Integer> {

    private final Invocation invocation;

    @Mixin
    private final StackSource source = new StackSource();

    @Option(
            names = "--format",
            required = true,
            paramLabel = "FORMAT",
            description = "One of: ${COMPLETION-CANDIDATES}.")
    StackFormat format = StackFormat.CLOUDFORMATION;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FOLDER",
            description = "Where the files go; made when absent.")
    Path out = Path.of("");

    @Option(
            names = "--form",
            paramLabel = "FORM",
            description =
                    "One of: ${COMPLETION-CANDIDATES}. THIN, for Terraform, calls the module that you published from a"
                            + " full one. Default: ${DEFAULT-VALUE}.")
    StackForm form = StackForm.FULL;

    @Option(
            names = "--module",
            paramLabel = "ADDRESS",
            description = "With --form thin, where the module is: HOST/NAMESPACE/NAME/PROVIDER in a registry, or"
                    + " git::https://…?ref= with a commit or a tag that is a version.")
    @Nullable String module;

    @Option(
            names = "--module-version",
            paramLabel = "VERSION",
            description = "The module's version in its registry, such as 1.2.3.")
    @Nullable String moduleVersion;

    @Option(
            names = "--record",
            description = "Record the files' SHA-256 at the control plane, where 'landfall stack show' shows them.")
    boolean record;

    StackRender(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var rendering = rendering();
        var model = source.model(invocation);
        var files = StackSource.files(rendering, model);
        var folder = invocation.surroundings().resolve(out);
        files.forEach(rendered -> write(folder, rendered));
        if (format == StackFormat.TERRAFORM) {
            tell(Leftovers.in(folder, files));
        }
        if (record) {
            record(model.install().id(), files);
        }
        invocation.output().done(json(files), sentence(files));
        return 0;
    }

    private Rendering rendering() {
        if (form == StackForm.FULL) {
            if (module != null || moduleVersion != null) {
                throw LandfallException.invalid("--module and --module-version are for --form thin.");
            }
            return format.rendering();
        }
        if (format != StackFormat.TERRAFORM) {
            throw LandfallException.invalid("Only --format terraform has the form thin; leave out --form.");
        }
        if (module == null) {
            throw LandfallException.invalid(
                    "--form thin calls a module that you published: say where it is by --module.");
        }
        return TerraformRendering.thin(new ModuleSource(module, moduleVersion));
    }

    private void tell(List<String> leftovers) {
        if (!leftovers.isEmpty()) {
            invocation
                    .output()
                    .say("note: Terraform also reads " + String.join(", ", leftovers) + " in " + out
                            + ". Remove what an earlier rendering left there.");
        }
    }

    private void record(InstallId install, List<RenderedFile> files) {
        var digests = new TreeMap<String, String>();
        files.forEach(file -> digests.put(file.path(), file.sha256()));
        var body = Json.mapper().valueToTree(Map.of("format", format.toString(), "files", digests));
        invocation.api().put(ApiPath.of("/v1/installs/{}/stack/template", install.value()), body);
    }

    private static void write(Path folder, RenderedFile file) {
        var target = folder.resolve(file.path());
        try {
            Files.createDirectories(target.getParent());
            Files.write(target, file.bytes());
        } catch (IOException e) {
            throw new LandfallException(
                    ErrorKind.INVALID, "The file " + target + " could not be written: " + e.getMessage(), e);
        }
    }

    private JsonNode json(List<RenderedFile> files) {
        var json = Json.mapper().createObjectNode().put("format", format.toString());
        var list = json.putArray("files");
        for (var file : files) {
            list.addObject()
                    .put("path", file.path())
                    .put("bytes", file.bytes().length)
                    .put("sha256", file.sha256());
        }
        return json;
    }

    private String sentence(List<RenderedFile> files) {
        var first = files.getFirst();
        return files.size() == 1
                ? "Wrote " + out.resolve(first.path()) + ", SHA-256 " + first.sha256() + "."
                : "Wrote " + files.size() + " files to " + out + ".";
    }
}
