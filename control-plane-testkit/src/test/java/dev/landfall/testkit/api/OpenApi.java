package dev.landfall.testkit.api;

import dev.landfall.protocol.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;

/** docs/openapi.yaml as a tree. */
final class OpenApi {

    private final JsonNode root;

    OpenApi() {
        try {
            var text = Files.readString(Path.of("..", "docs", "openapi.yaml"));
            var settings = LoadSettings.builder().setCodePointLimit(10_000_000).build();
            root = Json.mapper().valueToTree(new Load(settings).loadFromString(text));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    JsonNode root() {
        return root;
    }

    /** The operations by {@code METHOD path}, without those that one host alone serves. */
    Map<String, JsonNode> operations() {
        var operations = new TreeMap<String, JsonNode>();
        root.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    if (operation.getValue().path("x-host").isMissingNode()) {
                        operations.put(
                                operation.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey(),
                                operation.getValue());
                    }
                }));
        return operations;
    }

    JsonNode at(String ref) {
        return root.at(ref.substring(1));
    }

    /** What of a JSON reply the schema does not say, or says and is not there. */
    List<String> mismatches(JsonNode schema, JsonNode value, String where) {
        var found = new ArrayList<String>();
        check(schema, value, where, found);
        return found;
    }

    private void check(JsonNode given, JsonNode value, String where, List<String> found) {
        var schema = given.has("$ref") ? at(given.path("$ref").stringValue()) : given;
        if (schema.isMissingNode()) {
            found.add(where + ": the reference leads nowhere");
            return;
        }
        switch (schema.path("type").asString("")) {
            case "object" -> object(schema, value, where, found);
            case "array" -> {
                if (!value.isArray()) {
                    found.add(where + ": no list");
                }
                value.forEach(item -> check(schema.path("items"), item, where + "[]", found));
            }
            case "string" -> string(schema, value, where, found);
            case "integer" -> require(value.isIntegralNumber(), where + ": no whole number", found);
            case "boolean" -> require(value.isBoolean(), where + ": neither true nor false", found);
            default -> {}
        }
    }

    private void object(JsonNode schema, JsonNode value, String where, List<String> found) {
        if (!value.isObject()) {
            found.add(where + ": no object");
            return;
        }
        schema.path("required")
                .forEach(name ->
                        require(value.has(name.stringValue()), where + "." + name.stringValue() + ": missing", found));
        var others = schema.path("additionalProperties");
        value.properties().forEach(member -> {
            var known = schema.path("properties").path(member.getKey());
            var child = known.isMissingNode() ? others : known;
            if (child.isMissingNode()) {
                found.add(where + "." + member.getKey() + ": not documented");
            } else {
                check(child, member.getValue(), where + "." + member.getKey(), found);
            }
        });
    }

    private static void string(JsonNode schema, JsonNode value, String where, List<String> found) {
        require(value.isString(), where + ": no text", found);
        var allowed = schema.path("enum");
        boolean fits = allowed.isMissingNode();
        for (JsonNode word : allowed) {
            fits |= word.equals(value);
        }
        require(fits, where + ": '" + value.asString("") + "' is not one of " + allowed, found);
    }

    private static void require(boolean holds, String problem, List<String> found) {
        if (!holds) {
            found.add(problem);
        }
    }
}
