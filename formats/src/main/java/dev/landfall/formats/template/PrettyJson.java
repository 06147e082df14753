package dev.landfall.formats.template;

import java.util.Map;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/** JSON with two spaces of indentation, as Go's {@code json.MarshalIndent} writes it. */
final class PrettyJson {

    private PrettyJson() {}

    static String of(JsonNode node) {
        return lines(node, "\n");
    }

    private static String lines(JsonNode node, String newLine) {
        if (!node.isContainer()) {
            return node.toString();
        }
        if (node.isEmpty()) {
            return node.isArray() ? "[]" : "{}";
        }
        var inner = newLine + "  ";
        var lines = new StringJoiner(
                "," + inner, (node.isArray() ? "[" : "{") + inner, newLine + (node.isArray() ? "]" : "}"));
        if (node.isArray()) {
            node.forEach(element -> lines.add(lines(element, inner)));
        } else {
            node.properties().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(field -> lines.add(Json.text(field.getKey()) + ": " + lines(field.getValue(), inner)));
        }
        return lines.toString();
    }
}
