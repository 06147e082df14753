package dev.landfall.cli.login;

import dev.landfall.cli.invocation.Invocation;
import dev.landfall.cli.output.Column;
import dev.landfall.protocol.json.Json;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "list",
        description = "List the saved servers; never their tokens.",
        footerHeading = "%nExamples:%n",
        footer = "  landfall context list")
final class ContextList implements Callable<Integer> {

    private final Invocation invocation;

    ContextList(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var contexts = invocation.settings().file().read();
        var current = contexts.currentName().orElse("");
        var reply = Json.mapper().createObjectNode();
        var items = reply.putArray("items");
        new TreeMap<>(contexts.byName())
                .forEach((name, context) -> items.addObject()
                        .put("name", name)
                        .put("server", context.server())
                        .put("current", name.equals(current)));
        invocation
                .output()
                .items(
                        reply,
                        "No server is saved. Save one with: landfall login --server URL",
                        List.of(
                                new Column("", row -> row.path("current").asBoolean(false) ? "*" : ""),
                                Column.of("NAME", "/name"),
                                Column.of("SERVER", "/server")));
        return 0;
    }
}
