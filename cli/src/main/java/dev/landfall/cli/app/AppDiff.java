package dev.landfall.cli.app;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.cli.output.Column;
import dev.landfall.protocol.json.Json;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

@Command(
        name = "diff",
        description =
                "Compare two stored versions of an app: which components, actions and inputs are new, gone or changed.",
        footerHeading = "%nExamples:%n",
        footer = {"  landfall app diff hello 1 2", "  landfall app diff hello 1 2 --output json"})
final class AppDiff implements Callable<Integer> {

    private static final List<String> PARTS = List.of("components", "actions", "inputs");

    private final Invocation invocation;

    @Parameters(index = "0", paramLabel = "APP", description = "Name or id of the app.")
    String app = "";

    @Parameters(index = "1", paramLabel = "FROM", description = "The older version.")
    String from = "";

    @Parameters(index = "2", paramLabel = "TO", description = "The newer version.")
    String to = "";

    AppDiff(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var before = version(from);
        var after = version(to);
        var reply = Json.mapper().createObjectNode();
        reply.set("from", before.path("version"));
        reply.set("to", after.path("version"));
        var items = reply.putArray("items");
        PARTS.forEach(part -> compare(part, before.path(part), after.path(part), items));
        invocation
                .output()
                .items(
                        reply,
                        "Versions " + from + " and " + to + " have the same components, actions and inputs.",
                        List.of(
                                Column.of("PART", "/part"),
                                Column.of("NAME", "/name"),
                                Column.of("CHANGE", "/change"),
                                Column.of("FROM", "/fromChecksum"),
                                Column.of("TO", "/toChecksum")));
        return 0;
    }

    private JsonNode version(String number) {
        return invocation.api().get(ApiPath.of("/v1/apps/{}/configs/{}", app, number));
    }

    private static void compare(String part, JsonNode before, JsonNode after, ArrayNode items) {
        var old = byName(before);
        var now = byName(after);
        var names = new TreeSet<>(old.keySet());
        names.addAll(now.keySet());
        for (var name : names) {
            var was = old.get(name);
            var is = now.get(name);
            if (was == null || is == null || !was.equals(is)) {
                var item = items.addObject()
                        .put("part", part.substring(0, part.length() - 1))
                        .put("name", name);
                item.put("change", was == null ? "added" : is == null ? "removed" : "changed");
                if (was != null && was.has("checksum")) {
                    item.set("fromChecksum", was.path("checksum"));
                }
                if (is != null && is.has("checksum")) {
                    item.set("toChecksum", is.path("checksum"));
                }
            }
        }
    }

    private static SortedMap<String, JsonNode> byName(JsonNode list) {
        var byName = new TreeMap<String, JsonNode>();
        list.forEach(element -> byName.put(element.path("name").asString(""), element));
        return byName;
    }
}
