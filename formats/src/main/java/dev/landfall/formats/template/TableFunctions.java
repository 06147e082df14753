package dev.landfall.formats.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Functions of tables. None changes its arguments; keys come sorted, so that a template has one result. */
final class TableFunctions {

    static final List<TemplateFunction> ALL = List.of(
            new TemplateFunction("index", 1, TemplateFunction.ANY, TableFunctions::index),
            new TemplateFunction("dict", 0, TemplateFunction.ANY, TableFunctions::dict),
            TemplateFunction.of("get", 2, TableFunctions::get),
            TemplateFunction.of(
                    "hasKey", 2, arguments -> Json.truth(arguments.table(0).has(arguments.text(1)))),
            new TemplateFunction("keys", 1, TemplateFunction.ANY, TableFunctions::keys),
            TemplateFunction.of(
                    "values",
                    1,
                    arguments -> Json.list(sorted(arguments.table(0)).values())),
            new TemplateFunction("pluck", 1, TemplateFunction.ANY, TableFunctions::pluck),
            new TemplateFunction("pick", 1, TemplateFunction.ANY, arguments -> chosen(arguments, true)),
            new TemplateFunction("omit", 1, TemplateFunction.ANY, arguments -> chosen(arguments, false)),
            new TemplateFunction("merge", 1, TemplateFunction.ANY, arguments -> merged(arguments, false)),
            new TemplateFunction("mergeOverwrite", 1, TemplateFunction.ANY, arguments -> merged(arguments, true)),
            new TemplateFunction("dig", 3, TemplateFunction.ANY, TableFunctions::dig),
            TemplateFunction.of("deepCopy", 1, arguments -> arguments.node(0).deepCopy()));

    private TableFunctions() {}

    /** {@code index x "a" 0}; a key or index that is not there is refused, other than in Go, where a key gives nothing. */
    private static JsonNode index(Arguments arguments) {
        var node = arguments.node(0);
        for (var i = 1; i < arguments.count(); i++) {
            node = node.isArray() ? element(node, arguments.whole(i)) : entry(node, arguments.text(i));
        }
        return node;
    }

    private static JsonNode element(JsonNode list, long index) {
        if (index < 0 || index >= list.size()) {
            throw new Refusal("'index' wants element " + index + " of a list of " + list.size() + ".");
        }
        return list.get((int) index);
    }

    private static JsonNode entry(JsonNode node, String key) {
        return switch (Evaluation.below(node, "(index …)", List.of(key))) {
            case Value.Present present -> present.node();
            case Value.Missing missing -> throw new Refusal(missing.message());
        };
    }

    private static JsonNode dict(Arguments arguments) {
        var dict = JsonNodeFactory.instance.objectNode();
        for (var i = 0; i < arguments.count(); i += 2) {
            dict.set(arguments.text(i), i + 1 < arguments.count() ? arguments.node(i + 1) : Json.text(""));
        }
        return dict;
    }

    /** Nothing ({@code ""}) for a key that is not there. */
    private static JsonNode get(Arguments arguments) {
        var found = arguments.table(0).get(arguments.text(1));
        return found == null ? Json.text("") : found;
    }

    private static SortedMap<String, JsonNode> sorted(JsonNode table) {
        var sorted = new TreeMap<String, JsonNode>();
        table.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }

    private static JsonNode keys(Arguments arguments) {
        var keys = new ArrayList<String>();
        for (var i = 0; i < arguments.count(); i++) {
            keys.addAll(sorted(arguments.table(i)).keySet());
        }
        return Json.texts(keys);
    }

    private static JsonNode pluck(Arguments arguments) {
        var found = new ArrayList<JsonNode>();
        for (var i = 1; i < arguments.count(); i++) {
            var value = arguments.table(i).get(arguments.text(0));
            if (value != null) {
                found.add(value);
            }
        }
        return Json.list(found);
    }

    private static JsonNode chosen(Arguments arguments, boolean keeps) {
        Set<String> named = arguments.nodes(1).stream().map(Texts::of).collect(Collectors.toSet());
        var chosen = JsonNodeFactory.instance.objectNode();
        sorted(arguments.table(0)).forEach((key, value) -> {
            if (named.contains(key) == keeps) {
                chosen.set(key, value);
            }
        });
        return chosen;
    }

    /** Tables inside tables are merged too; else the first table's value stays, or the last one's with {@code mergeOverwrite}. */
    private static JsonNode merged(Arguments arguments, boolean lastWins) {
        var merged = (ObjectNode) arguments.table(0).deepCopy();
        for (var i = 1; i < arguments.count(); i++) {
            into(merged, arguments.table(i), lastWins);
        }
        return merged;
    }

    private static void into(ObjectNode merged, JsonNode other, boolean lastWins) {
        for (var entry : other.properties()) {
            var present = merged.get(entry.getKey());
            if (present instanceof ObjectNode inner && entry.getValue().isObject()) {
                into(inner, entry.getValue(), lastWins);
            } else if (present == null || lastWins || !Truth.of(present)) {
                merged.set(entry.getKey(), entry.getValue().deepCopy());
            }
        }
    }

    /** {@code dig "a" "b" "default" table}. */
    private static JsonNode dig(Arguments arguments) {
        var otherwise = arguments.count() - 2;
        var node = arguments.table(arguments.count() - 1);
        for (var i = 0; i < otherwise; i++) {
            if (!node.isObject() || !node.has(arguments.text(i))) {
                return arguments.node(otherwise);
            }
            node = node.get(arguments.text(i));
        }
        return node;
    }
}
