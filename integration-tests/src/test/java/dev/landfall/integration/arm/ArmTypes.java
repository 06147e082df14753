package dev.landfall.integration.arm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Azure's types of the resources that Landfall's templates have, see {@code arm-types/generate.mjs}. Whatever an expression
 * computes is taken for right. An enumeration that Azure leaves open counts as closed: templates use what is listed.
 */
final class ArmTypes {

    /** Of every resource, whatever its type. */
    private static final Set<String> OF_TEMPLATES =
            Set.of("type", "apiVersion", "condition", "dependsOn", "scope", "metadata", "@options");

    private static final int REQUIRED = 1;
    private static final int READ_ONLY = 2;

    private final JsonNode types;
    private final JsonNode nodes;

    private ArmTypes(JsonNode file) {
        this.types = file.get("types");
        this.nodes = file.get("nodes");
    }

    static ArmTypes load() {
        try (var in = ArmTypes.class.getResourceAsStream("/arm-types/types.json")) {
            return new ArmTypes(new ObjectMapper().readTree(Objects.requireNonNull(in)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong with one resource of a template, each with its place. */
    List<String> problems(String symbol, JsonNode resource) {
        var type = resource.path("type").asString("");
        var version = resource.path("apiVersion").asString("");
        var known = types.get(type + "@" + version);
        if (known == null) {
            var versions = versionsOf(type);
            return List.of(
                    versions.isEmpty()
                            ? symbol + ": the type " + type + " is not known"
                            : symbol + ": " + type + " has no apiVersion " + version + "; known: " + versions);
        }
        var problems = new ArrayList<String>();
        check(symbol, known, resource, true, problems);
        return problems;
    }

    private Set<String> versionsOf(String type) {
        var found = new TreeSet<String>();
        for (var name : types.propertyNames()) {
            if (name.startsWith(type + "@")) {
                found.add(name.substring(type.length() + 1));
            }
        }
        return found;
    }

    private void check(String place, JsonNode reference, JsonNode value, boolean top, List<String> problems) {
        var type = nodes.get(reference.asInt());
        if (isExpression(value) || value.isNull() || type.has("any")) {
            return;
        }
        if (type.has("properties")) {
            object(place, type, value, top, problems);
        } else if (type.has("array")) {
            array(place, type, value, problems);
        } else if (type.has("oneOf")) {
            oneOf(place, type, value, problems);
        } else {
            expect(matches(type, value), place, describe(type), value, problems);
        }
    }

    private void object(String place, JsonNode type, JsonNode value, boolean top, List<String> problems) {
        if (!value.isObject()) {
            expect(false, place, "an object", value, problems);
            return;
        }
        var alternative = alternative(place, type, value, problems);
        for (var name : value.propertyNames()) {
            var known = property(name, type, alternative);
            if (known != null) {
                property(place + "." + name, known, value.get(name), top, problems);
            } else if (type.has("additional")) {
                check(place + "." + name, type.get("additional"), value.get(name), false, problems);
            } else if (!(top && OF_TEMPLATES.contains(name))) {
                problems.add(place + ": there is no property " + name);
            }
        }
        missing(place, type, value, problems);
        if (alternative != null) {
            missing(place, alternative, value, problems);
        }
    }

    private void property(String place, JsonNode known, JsonNode value, boolean top, List<String> problems) {
        var name = place.substring(place.lastIndexOf('.') + 1);
        if ((known.get(1).asInt() & READ_ONLY) == 0) {
            check(place, known.get(0), value, false, problems);
        } else if (!(top && OF_TEMPLATES.contains(name))) {
            problems.add(place + " is set by Azure alone");
        }
    }

    private @Nullable JsonNode alternative(String place, JsonNode type, JsonNode value, List<String> problems) {
        if (!type.has("by")) {
            return null;
        }
        var by = type.get("by").asString();
        var found = type.get("alternatives").get(value.path(by).asString(""));
        if (found == null) {
            problems.add(
                    place + "." + by + " is none of " + type.get("alternatives").propertyNames());
            return null;
        }
        return nodes.get(found.asInt());
    }

    private static @Nullable JsonNode property(String name, JsonNode type, @Nullable JsonNode alternative) {
        var own = type.get("properties").get(name);
        return own == null && alternative != null
                ? alternative.get("properties").get(name)
                : own;
    }

    private static void missing(String place, JsonNode type, JsonNode value, List<String> problems) {
        for (var property : type.get("properties").properties()) {
            if ((property.getValue().get(1).asInt() & REQUIRED) != 0 && !value.has(property.getKey())) {
                problems.add(place + ": " + property.getKey() + " is missing");
            }
        }
    }

    private void array(String place, JsonNode type, JsonNode value, List<String> problems) {
        expect(value.isArray(), place, "an array", value, problems);
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            check(place + "[" + i + "]", type.get("array"), value.get(i), false, problems);
        }
    }

    private void oneOf(String place, JsonNode type, JsonNode value, List<String> problems) {
        var literals = new ArrayList<String>();
        var matched = false;
        for (var option : type.get("oneOf")) {
            var node = nodes.get(option.asInt());
            if (node.has("literal")) {
                literals.add(node.get("literal").asString());
            }
            var found = new ArrayList<String>();
            check(place, option, value, false, found);
            matched |= found.isEmpty() && !(node.has("string") && value.isString());
        }
        var open = literals.isEmpty() && value.isString();
        expect(matched || open, place, "one of " + literals, value, problems);
    }

    private static boolean matches(JsonNode type, JsonNode value) {
        return (type.has("string") && value.isString())
                || (type.has("integer") && value.isIntegralNumber())
                || (type.has("boolean") && value.isBoolean())
                || (type.has("literal") && value.equals(type.get("literal")));
    }

    private static String describe(JsonNode type) {
        return type.has("literal")
                ? type.get("literal").toString()
                : "of the type " + String.join(", ", type.propertyNames());
    }

    private static void expect(boolean right, String place, String expected, JsonNode value, List<String> problems) {
        if (!right) {
            problems.add(place + " is not " + expected + ": " + value);
        }
    }

    private static boolean isExpression(JsonNode value) {
        return value.isString()
                && value.asString().startsWith("[")
                && !value.asString().startsWith("[[");
    }
}
