package dev.landfall.formats.appconfig;

import dev.landfall.formats.problem.Problems;
import dev.landfall.formats.template.TemplateEngine;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Renders the values of an app config over an install's state. Problems go to the collector that the caller gives, so that those of
 * many values are told at once; a value with a problem is left as it is. Thread-safe.
 */
public final class ConfigTemplates {

    private final TemplateEngine engine;

    public ConfigTemplates(TemplateEngine engine) {
        this.engine = engine;
    }

    /** Values with their types: see {@link dev.landfall.formats.template.Template#render}. */
    public SortedMap<String, JsonNode> values(Map<String, ConfigValue> values, JsonNode state, Problems problems) {
        var rendered = new TreeMap<String, JsonNode>();
        values.forEach((name, value) -> rendered.put(name, value(value, state, problems)));
        return rendered;
    }

    /** Values as text, for an environment: lists and objects become JSON, null becomes nothing. */
    public SortedMap<String, String> texts(Map<String, ConfigValue> values, JsonNode state, Problems problems) {
        var rendered = new TreeMap<String, String>();
        values.forEach((name, value) -> rendered.put(name, text(value, state, problems)));
        return rendered;
    }

    /** One value with its type; templates in lists and tables are rendered in place. */
    public JsonNode value(ConfigValue value, JsonNode state, Problems problems) {
        return node(value.value(), value, state, problems);
    }

    /** One value as text. */
    public String text(ConfigValue value, JsonNode state, Problems problems) {
        var node = value(value, state, problems);
        return node.isContainer() ? node.toString() : node.isNull() ? "" : node.asString();
    }

    private JsonNode node(JsonNode node, ConfigValue value, JsonNode state, Problems problems) {
        if (node.isString()) {
            return rendered(node, value, state, problems);
        }
        if (node.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> array.add(node(element, value, state, problems)));
            return array;
        }
        if (node.isObject()) {
            var object = JsonNodeFactory.instance.objectNode();
            node.properties()
                    .forEach(field -> object.set(field.getKey(), node(field.getValue(), value, state, problems)));
            return object;
        }
        return node;
    }

    private JsonNode rendered(JsonNode text, ConfigValue value, JsonNode state, Problems problems) {
        var template = engine.parse(text.stringValue(), value.placesIn(text.stringValue()));
        problems.addAll(template);
        var rendered = template.value().map(parsed -> parsed.render(state));
        rendered.ifPresent(problems::addAll);
        return rendered.flatMap(reading -> reading.value()).orElse(text);
    }
}
