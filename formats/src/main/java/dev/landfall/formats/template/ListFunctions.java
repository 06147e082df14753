package dev.landfall.formats.template;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Functions of lists. */
final class ListFunctions {

    static final List<TemplateFunction> ALL = List.of(
            new TemplateFunction("list", 0, TemplateFunction.ANY, arguments -> Json.list(arguments.nodes(0))),
            TemplateFunction.of("first", 1, arguments -> end(arguments, 0)),
            TemplateFunction.of("last", 1, arguments -> end(arguments, -1)),
            changing("rest", list -> list.subList(Math.min(1, list.size()), list.size())),
            changing("initial", list -> list.subList(0, Math.max(0, list.size() - 1))),
            changing("reverse", ListFunctions::reversed),
            changing("uniq", list -> List.copyOf(new LinkedHashSet<>(list))),
            changing("compact", list -> list.stream().filter(Truth::of).toList()),
            TemplateFunction.of("append", 2, arguments -> appended(arguments.list(0), arguments.node(1))),
            TemplateFunction.of("prepend", 2, ListFunctions::prepended),
            new TemplateFunction("concat", 0, TemplateFunction.ANY, ListFunctions::concat),
            new TemplateFunction("without", 1, TemplateFunction.ANY, ListFunctions::without),
            TemplateFunction.of(
                    "has",
                    2,
                    arguments -> Json.truth(Lists.of(arguments.list(1)).contains(arguments.node(0)))),
            TemplateFunction.of(
                    "sortAlpha",
                    1,
                    arguments -> Json.texts(
                            texts(arguments.list(0)).stream().sorted().toList())),
            TemplateFunction.of("toStrings", 1, arguments -> Json.texts(texts(arguments.list(0)))),
            TemplateFunction.of("join", 2, ListFunctions::join),
            TemplateFunction.of("until", 1, arguments -> Json.list(Lists.counting(arguments.whole(0)))),
            TemplateFunction.of(
                    "untilStep",
                    3,
                    arguments -> Json.list(Lists.counting(arguments.whole(0), arguments.whole(1), arguments.whole(2)))),
            TemplateFunction.of("chunk", 2, ListFunctions::chunk),
            new TemplateFunction("slice", 1, 3, ListFunctions::slice),
            TemplateFunction.of("len", 1, ListFunctions::length));

    private ListFunctions() {}

    private static TemplateFunction changing(String name, UnaryOperator<List<JsonNode>> change) {
        return TemplateFunction.of(name, 1, arguments -> Json.list(change.apply(Lists.of(arguments.list(0)))));
    }

    private static JsonNode end(Arguments arguments, int index) {
        var list = Lists.of(arguments.list(0));
        return list.isEmpty() ? Json.nothing() : list.get(index < 0 ? list.size() - 1 : index);
    }

    private static List<JsonNode> reversed(List<JsonNode> list) {
        var reversed = new ArrayList<>(list);
        Collections.reverse(reversed);
        return reversed;
    }

    private static JsonNode appended(JsonNode list, JsonNode element) {
        var elements = Lists.of(list);
        elements.add(element);
        return Json.list(elements);
    }

    private static JsonNode prepended(Arguments arguments) {
        var elements = Lists.of(arguments.list(0));
        elements.addFirst(arguments.node(1));
        return Json.list(elements);
    }

    private static JsonNode concat(Arguments arguments) {
        var all = new ArrayList<JsonNode>();
        for (var i = 0; i < arguments.count(); i++) {
            for (var element : arguments.list(i)) {
                arguments.budget().step();
                all.add(element);
            }
        }
        return Json.list(all);
    }

    private static JsonNode without(Arguments arguments) {
        var left = Lists.of(arguments.list(0));
        left.removeAll(arguments.nodes(1));
        return Json.list(left);
    }

    private static List<String> texts(JsonNode list) {
        return Lists.of(list).stream()
                .filter(node -> !node.isNull())
                .map(Texts::of)
                .toList();
    }

    /** Null elements are left out; what is no list is a list of one. */
    private static JsonNode join(Arguments arguments) {
        var joined = arguments.node(1);
        var elements = joined.isArray() ? texts(joined) : List.of(arguments.passedText(1));
        return Json.text(String.join(arguments.text(0), elements));
    }

    private static JsonNode chunk(Arguments arguments) {
        var size = Math.max(1, arguments.count(0));
        var list = Lists.of(arguments.list(1));
        var chunks = new ArrayList<JsonNode>();
        for (var from = 0; from < list.size(); from += size) {
            chunks.add(Json.list(list.subList(from, Math.min(list.size(), from + size))));
        }
        return Json.list(chunks);
    }

    /** {@code slice x 1 3} is x[1:3], of a list or a text (by bytes in Go, by characters here). */
    private static JsonNode slice(Arguments arguments) {
        var whole = arguments.node(0);
        var size = whole.isArray() ? whole.size() : arguments.text(0).length();
        var from = arguments.count() > 1 ? arguments.count(1) : 0;
        var to = arguments.count() > 2 ? arguments.count(2) : size;
        if (from > to || to > size) {
            throw new Refusal("'slice' wants a part from " + from + " to " + to + ", but there are only " + size + ".");
        }
        return whole.isArray()
                ? Json.list(Lists.of(whole).subList(from, to))
                : Json.text(arguments.text(0).substring(from, to));
    }

    /** Of a text the number of its bytes in UTF-8, as in Go. */
    private static JsonNode length(Arguments arguments) {
        var node = arguments.node(0);
        if (node.isContainer()) {
            return Json.number(node.size());
        }
        if (!node.isString()) {
            throw new Refusal("'len' wants a text, a list or a table, not " + Texts.kind(node) + ".");
        }
        return Json.number(arguments.text(0).getBytes(StandardCharsets.UTF_8).length);
    }

    static String joined(List<JsonNode> nodes) {
        return nodes.stream().map(Texts::of).collect(Collectors.joining(" "));
    }
}
