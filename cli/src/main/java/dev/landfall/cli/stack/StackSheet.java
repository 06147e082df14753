package dev.landfall.cli.stack;

import dev.landfall.cli.invocation.Invocation;
import java.util.ArrayList;
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
                                .field("Called at", reply, "/calledAt")
                                .field("Rendered as", rendered(reply)));
    }

    private static String rendered(JsonNode reply) {
        var template = reply.path("template");
        var files = new ArrayList<String>();
        template.path("files").forEachEntry((path, digest) -> files.add(path + " " + digest.asString()));
        if (files.isEmpty()) {
            return "";
        }
        var what = files.size() == 1 ? files.getFirst() : files.size() + " files (-o json for their digests)";
        return template.path("format").asString() + " at "
                + template.path("recordedAt").asString() + ": " + what;
    }
}
