package dev.landfall.cli.app;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.cli.output.Column;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
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
                "Compare two stored versions of an app: which components, actions, roles and other parts are new, gone or changed.",
        footerHeading = "%nExamples:%n",
        footer = {"  landfall app diff hello 1 2", "  landfall app diff hello 1 2 --output json"})
final class AppDiff implements Callable<Integer> {

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
        compare(byName(before), byName(after), reply.putArray("items"));
        invocation
                .output()
                .items(
                        reply,
                        "Versions " + from + " and " + to
                                + (before.path("digest").equals(after.path("digest"))
                                        ? " are the same."
                                        : " say the same; what differs are files beside the config."),
                        List.of(
                                Column.of("PART", "/part"),
                                Column.of("NAME", "/name"),
                                Column.of("CHANGE", "/change"),
                                Column.of("FROM", "/fromChecksum"),
                                Column.of("TO", "/toChecksum")));
        return 0;
    }

    private JsonNode version(String number) {
        var version = invocation.api().get(ApiPath.of("/v1/apps/{}/configs/{}", app, number));
        if (!version.has("parts")) {
            throw LandfallException.invalid("This control plane is older than this program and does not tell what a"
                    + " version consists of; update it first.");
        }
        return version;
    }

    private static void compare(SortedMap<Part, String> before, SortedMap<Part, String> after, ArrayNode items) {
        var parts = new TreeSet<>(before.keySet());
        parts.addAll(after.keySet());
        for (var part : parts) {
            var was = before.get(part);
            var is = after.get(part);
            if (!Objects.equals(was, is)) {
                var item = items.addObject().put("part", part.kind()).put("name", part.name());
                item.put("change", was == null ? "added" : is == null ? "removed" : "changed");
                if (was != null) {
                    item.put("fromChecksum", was);
                }
                if (is != null) {
                    item.put("toChecksum", is);
                }
            }
        }
    }

    private static SortedMap<Part, String> byName(JsonNode version) {
        var checksums = new TreeMap<Part, String>();
        for (var part : version.path("parts")) {
            checksums.put(
                    new Part(part.path("kind").asString(""), part.path("name").asString("")),
                    part.path("checksum").asString(""));
        }
        return checksums;
    }

    private record Part(String kind, String name) implements Comparable<Part> {

        @Override
        public int compareTo(Part other) {
            return Comparator.comparing(Part::kind).thenComparing(Part::name).compare(this, other);
        }
    }
}
