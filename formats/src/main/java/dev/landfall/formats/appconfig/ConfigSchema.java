package dev.landfall.formats.appconfig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON Schemas (draft 2020-12) of the files of an app config, for editors. They know the same tables, fields and words as
 * {@link AppConfigReader}; what one file cannot tell alone, such as references, is left to that.
 */
public final class ConfigSchema {

    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    private static final String REFERENCE = "#/$defs/";
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> TYPES = List.of(
            "action",
            "branch",
            "break_glass",
            "component",
            "inputs",
            "install",
            "kubernetes_contexts",
            "metadata",
            "operation_roles",
            "permissions",
            "policies",
            "runbook",
            "runner",
            "sandbox",
            "secrets",
            "stack",
            "triggers");

    private ConfigSchema() {}

    /** What there are schemas of, sorted: sections, and one thing of those whose files hold one each. */
    public static List<String> types() {
        return TYPES;
    }

    /** The schema of a type as JSON, whole in itself; empty when there is no such type. */
    public static Optional<String> of(String type) {
        return Optional.of(type).filter(TYPES::contains).map(ConfigSchema::whole);
    }

    private static String whole(String type) {
        var schema = JSON.createObjectNode().put("$schema", DIALECT).setAll(resource(type));
        define(schema, schema.withObject("$defs"), resource("shared"));
        if (schema.path("$defs").isEmpty()) {
            schema.remove("$defs");
        }
        return schema.toPrettyString();
    }

    /** Adds the shared definitions that a part refers to, and those that they refer to. */
    private static void define(JsonNode part, ObjectNode definitions, ObjectNode shared) {
        for (var reference : part.findValuesAsString("$ref")) {
            var name = reference.substring(REFERENCE.length());
            if (!definitions.has(name)) {
                var definition = shared.required(name);
                definitions.set(name, definition);
                define(definition, definitions, shared);
            }
        }
    }

    private static ObjectNode resource(String name) {
        try (var in = ConfigSchema.class.getResourceAsStream("schema/" + name + ".json")) {
            return (ObjectNode) JSON.readTree(Objects.requireNonNull(in).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("Reading the schema " + name + " failed.", e);
        }
    }
}
