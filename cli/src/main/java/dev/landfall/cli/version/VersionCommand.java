package dev.landfall.cli.version;

import dev.landfall.cli.invocation.Invocation;
import dev.landfall.protocol.json.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code landfall version}. */
@Command(
        name = "version",
        description = "Print the version.",
        footerHeading = "%nExamples:%n",
        footer = {"  landfall version", "  landfall version --output json"})
public final class VersionCommand implements Callable<Integer> {

    private final Invocation invocation;

    public VersionCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var reply = Json.mapper().createObjectNode().put("version", Version.number());
        reply.put("java", Runtime.version().toString());
        invocation.output().done(reply, Version.line());
        return 0;
    }
}
