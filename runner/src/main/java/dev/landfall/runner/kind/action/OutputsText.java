package dev.landfall.runner.kind.action;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Reads outputs: either one JSON object, or lines of the form {@code name=value}. Empty lines do not count, a value may
 * hold {@code =}, and a name that comes again has its last value.
 */
final class OutputsText {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,127}");

    private OutputsText() {}

    static Map<String, JsonNode> parse(String text, String step) {
        var start = text.stripLeading();
        if (start.startsWith("{")) {
            return object(text, step);
        }
        if (start.startsWith("[")) {
            throw LandfallException.invalid("The outputs of step '" + step + "' are a JSON array: write one object.");
        }
        return lines(text, step);
    }

    private static Map<String, JsonNode> object(String text, String step) {
        var outputs = new LinkedHashMap<String, JsonNode>();
        try {
            Json.read(text, JsonNode.class).properties().forEach(member -> {
                requireName(member.getKey(), "a member", step);
                outputs.put(member.getKey(), member.getValue());
            });
            return outputs;
        } catch (LandfallException e) {
            throw new LandfallException(
                    e.kind(), "The outputs of step '" + step + "' cannot be used. " + e.publicMessage(), e);
        }
    }

    private static Map<String, JsonNode> lines(String text, String step) {
        var outputs = new LinkedHashMap<String, JsonNode>();
        int number = 0;
        for (var line : text.lines().toList()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            int equals = line.indexOf('=');
            var name = equals < 0 ? "" : line.substring(0, equals).strip();
            requireName(name, "line " + number, step);
            outputs.put(name, JsonNodeFactory.instance.stringNode(line.substring(equals + 1)));
        }
        return outputs;
    }

    /** The line itself is not told: it may hold a secret. */
    private static void requireName(String name, String where, String step) {
        if (!NAME.matcher(name).matches()) {
            throw LandfallException.invalid("In the outputs of step '" + step + "', " + where
                    + " is not of the form name=value: a name begins with a letter or '_' and has letters, digits, '_', "
                    + "'.' and '-'.");
        }
    }
}
