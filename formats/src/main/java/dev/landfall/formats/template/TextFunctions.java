package dev.landfall.formats.template;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Functions of texts. */
final class TextFunctions {

    static final List<TemplateFunction> ALL = List.of(
            letters("upper", text -> text.toUpperCase(Locale.ROOT)),
            letters("lower", text -> text.toLowerCase(Locale.ROOT)),
            letters("title", TextFunctions::title),
            letters("untitle", text -> firstLetter(text, false)),
            letters("nospace", text -> text.replaceAll("\\s", "")),
            letters("snakecase", text -> words(text, "_")),
            letters("kebabcase", text -> words(text, "-")),
            letters("camelcase", TextFunctions::camelCase),
            TemplateFunction.of(
                    "trim", 1, arguments -> Json.text(arguments.passedText(0).strip())),
            trimming("trimAll", (cut, text) -> trimLeft(cut, trimRight(cut, text))),
            trimming("trimPrefix", (cut, text) -> text.startsWith(cut) ? text.substring(cut.length()) : text),
            trimming(
                    "trimSuffix",
                    (cut, text) -> text.endsWith(cut) ? text.substring(0, text.length() - cut.length()) : text),
            TemplateFunction.of("trunc", 2, TextFunctions::truncate),
            TemplateFunction.of("substr", 3, TextFunctions::substring),
            TemplateFunction.of("repeat", 2, TextFunctions::repeat),
            TemplateFunction.of("replace", 3, TextFunctions::replace),
            testing("contains", (part, text) -> text.contains(part)),
            testing("hasPrefix", (part, text) -> text.startsWith(part)),
            testing("hasSuffix", (part, text) -> text.endsWith(part)),
            TemplateFunction.of("split", 2, TextFunctions::splitTable),
            TemplateFunction.of("splitList", 2, arguments -> Json.texts(parts(arguments.text(0), arguments.text(1)))),
            TemplateFunction.of("indent", 2, arguments -> Json.text(indented(arguments))),
            TemplateFunction.of("nindent", 2, arguments -> Json.text("\n" + indented(arguments))),
            new TemplateFunction(
                    "quote", 1, TemplateFunction.ANY, arguments -> quoted(arguments, TextFunctions::inQuotes)),
            new TemplateFunction(
                    "squote", 1, TemplateFunction.ANY, arguments -> quoted(arguments, text -> "'" + text + "'")),
            new TemplateFunction("cat", 1, TemplateFunction.ANY, TextFunctions::cat),
            TemplateFunction.of("toString", 1, arguments -> Json.text(Texts.of(arguments.node(0)))),
            new TemplateFunction("print", 1, TemplateFunction.ANY, arguments -> Json.text(printed(arguments))),
            new TemplateFunction(
                    "println",
                    1,
                    TemplateFunction.ANY,
                    arguments -> Json.text(ListFunctions.joined(arguments.nodes(0)) + "\n")),
            new TemplateFunction(
                    "printf", 1, TemplateFunction.ANY, arguments -> Json.text(new Printf(arguments).text())));

    private TextFunctions() {}

    private static TemplateFunction letters(String name, UnaryOperator<String> change) {
        return TemplateFunction.of(name, 1, arguments -> Json.text(change.apply(arguments.text(0))));
    }

    private static TemplateFunction trimming(String name, BinaryOperator<String> trim) {
        return TemplateFunction.of(name, 2, arguments -> Json.text(trim.apply(arguments.text(0), arguments.text(1))));
    }

    private static TemplateFunction testing(String name, BiPredicate<String, String> test) {
        return TemplateFunction.of(name, 2, arguments -> Json.truth(test.test(arguments.text(0), arguments.text(1))));
    }

    private static String firstLetter(String word, boolean upper) {
        if (word.isEmpty()) {
            return word;
        }
        var first = word.substring(0, 1);
        return (upper ? first.toUpperCase(Locale.ROOT) : first.toLowerCase(Locale.ROOT)) + word.substring(1);
    }

    private static String title(String text) {
        var title = new StringBuilder();
        var start = true;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            title.append(start ? Character.toTitleCase(c) : c);
            start = Character.isWhitespace(c);
        }
        return title.toString();
    }

    private static String words(String text, String between) {
        return text.replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ")
                .strip()
                .replaceAll("[\\s_-]+", between)
                .toLowerCase(Locale.ROOT);
    }

    private static String camelCase(String text) {
        return Arrays.stream(text.split("[\\s_-]+"))
                .map(word -> firstLetter(word, true))
                .collect(Collectors.joining());
    }

    private static String trimLeft(String cut, String text) {
        var from = 0;
        while (from < text.length() && cut.indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        return text.substring(from);
    }

    private static String trimRight(String cut, String text) {
        var to = text.length();
        while (to > 0 && cut.indexOf(text.charAt(to - 1)) >= 0) {
            to--;
        }
        return text.substring(0, to);
    }

    /** The first n characters, or the last for a negative n. */
    private static JsonNode truncate(Arguments arguments) {
        var length = arguments.whole(0);
        var text = arguments.text(1);
        if (Math.abs(length) >= text.length()) {
            return Json.text(text);
        }
        return Json.text(length >= 0 ? text.substring(0, (int) length) : text.substring(text.length() + (int) length));
    }

    /** {@code substr start end text}; a negative start means from the beginning, a negative or too long end to the end. */
    private static JsonNode substring(Arguments arguments) {
        var text = arguments.text(2);
        var start = Math.clamp(arguments.whole(0), 0, text.length());
        var end = arguments.whole(1);
        var to = end < 0 || end > text.length() ? text.length() : (int) end;
        return Json.text(text.substring(Math.min(start, to), to));
    }

    private static JsonNode repeat(Arguments arguments) {
        var times = arguments.count(0);
        var text = arguments.text(1);
        arguments.budget().text((long) times * text.length());
        return Json.text(text.repeat(times));
    }

    private static JsonNode replace(Arguments arguments) {
        var old = arguments.text(0);
        var fresh = arguments.text(1);
        var text = arguments.text(2);
        arguments.budget().text((long) (text.length() + 1) * Math.max(1, fresh.length()) / Math.max(1, old.length()));
        return Json.text(text.replace(old, fresh));
    }

    private static List<String> parts(String separator, String text) {
        return List.of(text.split(Pattern.quote(separator), -1));
    }

    /** A table with the keys {@code _0}, {@code _1}, and so on. */
    private static JsonNode splitTable(Arguments arguments) {
        var table = JsonNodeFactory.instance.objectNode();
        var parts = parts(arguments.text(0), arguments.text(1));
        for (var i = 0; i < parts.size(); i++) {
            table.put("_" + i, parts.get(i));
        }
        return table;
    }

    private static String indented(Arguments arguments) {
        var space = " ".repeat(arguments.count(0));
        var text = arguments.passedText(1);
        var lines = text.chars().filter(c -> c == '\n').count() + 1;
        arguments.budget().text(text.length() + lines * space.length());
        return space + text.replace("\n", "\n" + space);
    }

    private static String inQuotes(String text) {
        return Json.text(text).toString();
    }

    /** Null is left out. */
    private static JsonNode quoted(Arguments arguments, UnaryOperator<String> quote) {
        return Json.text(arguments.nodes(0).stream()
                .filter(node -> !node.isNull() || arguments.count() == 1)
                .map(node -> quote.apply(Texts.of(node)))
                .collect(Collectors.joining(" ")));
    }

    private static JsonNode cat(Arguments arguments) {
        return Json.text(ListFunctions.joined(
                arguments.nodes(0).stream().filter(node -> !node.isNull()).toList()));
    }

    /** As Go does: a space between two neighbours of which neither is a text. */
    private static String printed(Arguments arguments) {
        var text = new StringBuilder();
        JsonNode before = null;
        for (var node : arguments.nodes(0)) {
            if (before != null && !before.isString() && !node.isString()) {
                text.append(' ');
            }
            text.append(Texts.of(node));
            before = node;
        }
        return text.toString();
    }
}
