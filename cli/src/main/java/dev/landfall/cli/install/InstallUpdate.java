package dev.landfall.cli.install;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "update",
        description = "Change the inputs, the approval or the app version of an install. Nothing is deployed yet.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  landfall install update acme --input greeting=Hi",
            "  landfall install update acme --config-version 4",
            "  landfall install update acme --approval approve-all"
        })
final class InstallUpdate implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "INSTALL", description = "Name or id of the install.")
    String install = "";

    @Option(names = "--approval", paramLabel = "prompt|approve-all", description = "Whether plans must be approved.")
    @Nullable ApprovalOption approval;

    @Option(names = "--config-version", paramLabel = "N", description = "Version of the app config to use from now on.")
    @Nullable Integer configVersion;

    @Mixin
    InputOptions inputs = new InputOptions();

    InstallUpdate(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var body = Json.mapper().createObjectNode();
        var given = Json.mapper().createObjectNode();
        inputs.addTo(given, invocation.surroundings());
        if (!given.isEmpty()) {
            body.set("inputs", given);
        }
        if (approval != null) {
            body.put("approval", approval.toString());
        }
        if (configVersion != null) {
            body.put("configVersion", configVersion);
        }
        if (body.isEmpty()) {
            throw LandfallException.invalid("Nothing to change: give --input, --approval or --config-version.");
        }
        var reply = invocation.api().patch(ApiPath.of("/v1/installs/{}", install), body);
        invocation
                .output()
                .done(reply, "Changed. Nothing is deployed yet; see what would: landfall install plan " + install);
        return 0;
    }
}
