package dev.landfall.formats.appconfig;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A table of a file as its schema describes it, and examples of it. */
final class SchemaTable {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final JsonNode root;
    private final JsonNode schema;

    private SchemaTable(JsonNode root, JsonNode schema) {
        this.root = root;
        this.schema = schema;
    }

    static SchemaTable of(JsonNode root, String definition) {
        return new SchemaTable(root, definition.isEmpty() ? root : root.at("/$defs/" + definition));
    }

    Set<String> names() {
        var names = new TreeSet<String>();
        plain().path("properties").propertyStream().forEach(entry -> names.add(entry.getKey()));
        return names;
    }

    /** The kinds of this table by its {@code type}; one, which is empty, where that decides nothing. */
    List<String> kinds() {
        var kinds = new ArrayList<String>();
        if (!isNarrowed()) {
            property("type").path("enum").forEach(word -> kinds.add(word.stringValue()));
        }
        if (kinds.isEmpty() || !required(plain()).contains("type")) {
            kinds.add("");
        }
        return kinds;
    }

    /** The least that a table of a kind may hold, with the property where one of several is needed and it is one of them. */
    ObjectNode least(String kind, String name) {
        var table = JSON.objectNode();
        if (!kind.isEmpty()) {
            table.put("type", kind);
        }
        var needed = new TreeSet<>(needs(plain(), name));
        Stream.concat(Stream.of(plain()), plain().path("allOf").valueStream())
                .filter(part -> part.has("if"))
                .forEach(part ->
                        needed.addAll(needs(part.path(applies(part.path("if"), kind) ? "then" : "else"), name)));
        needed.stream().filter(key -> !table.has(key)).forEach(key -> table.set(key, sample(key)));
        return table;
    }

    /** A good value of a property. */
    JsonNode sample(String name) {
        return sample(plain().path("properties").path(name));
    }

    /** Other words of a property, a word that it does not have, and values of other types. */
    List<JsonNode> others(String name) {
        var given = property(name);
        var others = new ArrayList<JsonNode>();
        given.path("enum").forEach(others::add);
        var types = new TreeSet<String>();
        Stream.concat(Stream.of(given.path("type")), given.path("type").valueStream())
                .filter(JsonNode::isString)
                .forEach(type -> types.add(type.stringValue()));
        if (given.path("deprecated").asBoolean(false) || (types.isEmpty() && !given.has("enum"))) {
            return List.of();
        }
        if (given.has("enum") || !types.contains("string")) {
            others.add(JSON.stringNode("zz-other"));
        }
        if (!types.contains("integer") && !types.contains("number")) {
            others.add(JSON.numberNode(7));
        }
        if (!types.contains("boolean")) {
            others.add(JSON.booleanNode(true));
        }
        others.add(JSON.arrayNode().add(7));
        if (!types.contains("object") && !types.contains("array")) {
            others.add(JSON.objectNode());
        }
        return others;
    }

    /** The table that a property holds; null when it holds none whose keys are known. */
    @Nullable SchemaTable inner(String name) {
        var given = property(name);
        var inner = new SchemaTable(root, resolved(given.has("items") ? given.path("items") : given));
        return inner.names().isEmpty() ? null : inner;
    }

    boolean isList(String name) {
        return property(name).has("items");
    }

    private JsonNode property(String name) {
        return resolved(plain().path("properties").path(name));
    }

    /** Whether this is another table's schema with less. */
    private boolean isNarrowed() {
        return resolved(schema).path("allOf").path(0).has("$ref");
    }

    private JsonNode plain() {
        return isNarrowed() ? resolved(resolved(schema).path("allOf").path(0)) : resolved(schema);
    }

    private JsonNode resolved(JsonNode given) {
        return given.has("$ref")
                ? resolved(root.at(given.path("$ref").stringValue().substring(1)))
                : given;
    }

    private static Set<String> needs(JsonNode part, String name) {
        var needs = new TreeSet<>(required(part));
        var choices =
                part.path("anyOf").valueStream().map(SchemaTable::required).toList();
        choices.stream()
                .filter(choice -> choice.contains(name))
                .findFirst()
                .or(() -> choices.stream().findFirst())
                .ifPresent(needs::addAll);
        return needs;
    }

    private static Set<String> required(JsonNode part) {
        var required = new TreeSet<String>();
        part.path("required").forEach(name -> required.add(name.stringValue()));
        return required;
    }

    private static boolean applies(JsonNode condition, String kind) {
        var type = condition.path("properties").path("type");
        return type.path("const").asString("").equals(kind)
                || type.path("enum")
                        .valueStream()
                        .anyMatch(word -> word.asString("").equals(kind));
    }

    private JsonNode sample(JsonNode given) {
        var found = resolved(given);
        for (var choice : List.of(
                found.path("const"),
                found.path("enum").path(0),
                found.path("examples").path(0))) {
            if (!choice.isMissingNode()) {
                return choice;
            }
        }
        var type = found.path("type");
        return switch (type.isArray() ? type.path(0).stringValue() : type.asString("string")) {
            case "integer" -> JSON.numberNode(1);
            case "boolean" -> JSON.booleanNode(true);
            case "array" -> JSON.arrayNode().add(sample(found.path("items")));
            case "object" -> object(found);
            default -> found.has("allOf") ? object(found) : JSON.stringNode("x");
        };
    }

    private JsonNode object(JsonNode given) {
        var table = new SchemaTable(root, given);
        return table.names().isEmpty()
                ? JSON.objectNode().set("X", sample(given.path("additionalProperties")))
                : table.least(table.kinds().getFirst(), "");
    }
}
