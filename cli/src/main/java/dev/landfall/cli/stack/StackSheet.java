package dev.landfall.cli.stack;

import dev.landfall.cli.invocation.Invocation;
import tools.jackson.databind.JsonNode;

/** A stack as people read it. */
final class StackSheet {

    private StackSheet() {}

    static void show(Invocation invocation, JsonNode reply) {
        invocation
                .output()
                .one(
                        reply,
                        sheet -> sheet.field("Status", reply, "/status")
                                .field("Account", reply, "/account")
                                .field("Called from", reply, "/statement/account")
                                .field("Region", reply, "/statement/region")
                                .field("Stack", reply, "/statement/stack")
                                .field("Runner on", reply, "/runnerEnabled")
                                .field("Called at", reply, "/calledAt"));
    }
}
