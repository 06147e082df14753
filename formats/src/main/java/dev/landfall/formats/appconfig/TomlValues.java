package dev.landfall.formats.appconfig;

import dev.landfall.formats.problem.Location;
import dev.landfall.formats.template.Placeholders;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Turns TOML values into JSON trees and notes where their placeholders stand. Dates, inf and nan become text: JSON has none of them. */
final class TomlValues {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final SourceText source;
    private final SortedMap<String, Location> placeholders = new TreeMap<>();

    private TomlValues(SourceText source) {
        this.source = source;
    }

    static ConfigValue read(@Nullable Object toml, Location at, SourceText source) {
        var values = new TomlValues(source);
        var node = values.node(toml, at);
        return new ConfigValue(node, at, values.placeholders);
    }

    private JsonNode node(@Nullable Object toml, Location at) {
        return switch (toml) {
            case null -> JSON.nullNode();
            case String text -> text(text, at);
            case Long number -> JsonNumbers.of(number);
            case Double number ->
                Double.isFinite(number) ? JSON.numberNode(number) : JSON.stringNode(notFinite(number));
            case Boolean flag -> JSON.booleanNode(flag);
            case TomlArray array -> array(array);
            case TomlTable table -> table(table);
            default -> JSON.stringNode(toml.toString());
        };
    }

    private static String notFinite(double number) {
        return Double.isNaN(number) ? "nan" : number > 0 ? "inf" : "-inf";
    }

    private JsonNode text(String text, Location at) {
        var search = source.search(at, text.length());
        for (var placeholder : Placeholders.in(text)) {
            if (!placeholders.containsKey(placeholder)) {
                search.next(placeholder).ifPresent(place -> placeholders.put(placeholder, place));
            }
        }
        return JSON.stringNode(text);
    }

    private JsonNode array(TomlArray array) {
        var node = JSON.arrayNode();
        for (var i = 0; i < array.size(); i++) {
            node.add(node(array.get(i), source.at(array.inputPositionOf(i))));
        }
        return node;
    }

    private JsonNode table(TomlTable table) {
        var node = JSON.objectNode();
        for (var key : table.keySet()) {
            var path = List.of(key);
            node.set(key, node(table.get(path), source.at(table.inputPositionOf(path))));
        }
        return node;
    }
}
