package dev.landfall.cli.login;

import dev.landfall.cli.invocation.Invocation;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "use",
        description = "Talk to this server from now on.",
        footerHeading = "%nExamples:%n",
        footer = "  landfall context use prod")
final class ContextUse implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "NAME", description = "Name of the context.")
    String name = "";

    ContextUse(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var file = invocation.settings().file();
        var contexts = file.read();
        var context = contexts.find(name)
                .orElseThrow(() ->
                        LandfallException.notFound("There is no context '" + name + "'. See: landfall context list"));
        file.write(contexts.using(name));
        invocation
                .output()
                .done(
                        Json.mapper().createObjectNode().put("current", name),
                        "Now talking to " + context.server() + ".");
        return 0;
    }
}
