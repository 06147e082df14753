package dev.landfall.formats.appconfig;

import dev.landfall.formats.problem.Location;
import dev.landfall.formats.template.Placeholders;
import dev.landfall.formats.template.Places;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A value that may hold templates: a string, number, boolean, list or table, with strings anywhere inside.
 *
 * @param at where the value's key stands
 * @param placeholders where each placeholder of its strings stands, by the placeholder's text; those not found in the file
 *     (written with escapes) are absent and count as standing at {@code at}
 */
public record ConfigValue(JsonNode value, Location at, SortedMap<String, Location> placeholders) {

    private static final Pattern SHORT_PATH = Pattern.compile("(\\{\\{-?\\s*)\\.(action|runbook)\\.inputs\\.");

    public ConfigValue {
        placeholders = Collections.unmodifiableSortedMap(new TreeMap<>(placeholders));
    }

    /** Places of the placeholders in one of the value's strings. */
    public Places placesIn(String text) {
        return offset -> placeholders.getOrDefault(Placeholders.startingAt(text, offset), at);
    }

    /** The same value as text, when it is a number or a boolean. */
    ConfigValue asText() {
        return new ConfigValue(JsonNodeFactory.instance.stringNode(value.asString()), at, placeholders);
    }

    /** The same text, where {@code {{ .action.inputs.x }}} of Nuon is written below the root that every other path begins with. */
    ConfigValue withWholePaths() {
        var text = value.isString() ? value.stringValue() : "";
        if (!SHORT_PATH.matcher(text).find()) {
            return this;
        }
        var places = new TreeMap<String, Location>();
        placeholders.forEach((placeholder, place) -> places.put(whole(placeholder), place));
        return new ConfigValue(JsonNodeFactory.instance.stringNode(whole(text)), at, places);
    }

    private static String whole(String text) {
        return SHORT_PATH.matcher(text).replaceAll("$1.nuon.$2.inputs.");
    }

    /** A map in the order of its keys that nobody can change. */
    static <T> SortedMap<String, T> sorted(Map<String, T> map) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }
}
