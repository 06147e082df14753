package dev.landfall.cli.install;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "create",
        description = {
            "Make an install of an app for one customer. Nothing is deployed yet.",
            "With --file everything comes from an install file of the app's directory; other options win over it."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  landfall install create acme --app hello --input region=eu-central-1",
            "  landfall install create acme --app hello --input-from license=license.txt",
            "  landfall install create --file examples/hello/installs/acme.toml"
        })
final class InstallCreate implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Name of the install.")
    @Nullable String name;

    @Option(names = "--app", paramLabel = "APP", description = "Name or id of the app.")
    @Nullable String app;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "Install file, such as installs/acme.toml in an app config directory.")
    @Nullable Path file;

    @Option(
            names = "--approval",
            paramLabel = "prompt|approve-all",
            description = "Whether somebody must approve each plan that has changes (prompt, the default).")
    @Nullable ApprovalOption approval;

    @Option(names = "--pool", paramLabel = "POOL", description = "Runner pool that does the work.")
    @Nullable String pool;

    @Option(
            names = "--account",
            paramLabel = "ACCOUNT",
            description = "AWS account or Azure subscription that the install's stack has to be in; takes scope admin.")
    @Nullable String account;

    @Mixin
    InputOptions inputs = new InputOptions();

    InstallCreate(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var body = file == null
                ? Json.mapper().createObjectNode()
                : InstallFile.read(invocation.surroundings().resolve(file), invocation.surroundings())
                        .body();
        override(body);
        require(body, "name", "NAME");
        require(body, "app", "--app APP");
        var reply = invocation.api().post(ApiPath.of("/v1/installs"), body);
        var made = reply.path("name").asString("");
        invocation
                .output()
                .done(reply, "Made install " + made + ". See what a deploy would do: landfall install plan " + made);
        return 0;
    }

    private void override(ObjectNode body) {
        if (name != null) {
            body.put("name", name);
        }
        if (app != null) {
            body.put("app", app);
        }
        if (approval != null) {
            body.put("approval", approval.toString());
        }
        if (!body.has("approval")) {
            body.put("approval", ApprovalOption.PROMPT.toString());
        }
        if (pool != null) {
            body.put("pool", pool);
        }
        if (account != null) {
            body.put("account", account);
        }
        inputs.addTo(body.withObjectProperty("inputs"), invocation.surroundings());
    }

    private static void require(ObjectNode body, String member, String argument) {
        if (body.path(member).asString("").isEmpty()) {
            throw LandfallException.invalid(
                    "Say " + argument + ", or take everything from an install file with --file installs/NAME.toml.");
        }
    }
}
