package dev.landfall.cli.invocation;

import dev.landfall.protocol.json.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** Option that says why; the audit trail keeps it. */
public final class Reason {

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the audit trail.")
    @Nullable String reason;

    /** A request body with the reason, where one is given. */
    public ObjectNode body() {
        var body = Json.mapper().createObjectNode();
        if (reason != null) {
            body.put("reason", reason);
        }
        return body;
    }
}
