package dev.landfall.cli.install;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.protocol.json.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "force-unlock",
        description = "Remove the lock of a Terraform state whose holder is gone. Kept in the audit trail.",
        footerHeading = "%nExamples:%n",
        footer = "  landfall install state force-unlock acme component-network --reason 'runner was terminated'")
final class StateUnlock implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(index = "0", paramLabel = "INSTALL", description = "Name or id of the install.")
    String install = "";

    @Parameters(index = "1", paramLabel = "WORKSPACE", description = "The state, as 'install state list' names it.")
    String workspace = "";

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why, for the audit trail.")
    String reason = "";

    StateUnlock(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var reply = invocation
                .api()
                .post(
                        ApiPath.of("/v1/installs/{}/states/{}/force-unlock", install, workspace),
                        Json.mapper().createObjectNode().put("reason", reason));
        invocation.output().done(reply, "Unlocked " + workspace + " of " + install + ".");
        return 0;
    }
}
