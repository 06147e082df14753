package dev.landfall.cli.stack;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.protocol.json.Json;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Names the account that an install's stack has to be in. */
@Command(
        name = "confirm",
        description = {
            "Say in which AWS account or Azure subscription an install's stack has to be, before the customer applies it or when it waits.",
            "Calls from any other account are refused from then on. Ask the customer for it; do not copy it from a call."
        },
        footerHeading = "%nExamples:%n",
        footer = "  landfall stack confirm acme 123456789012")
final class StackConfirm implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(index = "0", paramLabel = "INSTALL", description = "Name or id of the install.")
    String install = "";

    @Parameters(index = "1", paramLabel = "ACCOUNT", description = "Twelve digits, or the id of a subscription.")
    String account = "";

    StackConfirm(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var body = Json.mapper().valueToTree(Map.of("account", account));
        StackSheet.show(invocation, invocation.api().put(ApiPath.of("/v1/installs/{}/stack/account", install), body));
        return 0;
    }
}
