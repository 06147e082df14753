package dev.landfall.formats.template;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** Cuts the inside of one pair of braces into tokens. */
final class TokenReader {

    private static final int MAX_NUMBER_LENGTH = 40;

    private final String text;
    private int at;

    TokenReader(String text, int start) {
        this.text = text;
        this.at = start;
    }

    /** Offset after the last token. */
    int offset() {
        return at;
    }

    Token next() {
        var blank = skipSpace();
        if (at >= text.length()) {
            return new Token.Bad(
                    "The placeholder is not closed: write }} at its end. To write {{ itself, use {{\"{{\"}}.");
        }
        if (text.startsWith("}}", at)) {
            at += 2;
            return new Token.End(false);
        }
        if (blank && text.startsWith("-}}", at)) {
            at += 3;
            return new Token.End(true);
        }
        var c = text.charAt(at);
        return switch (c) {
            case '.' -> path();
            case '$' -> variable();
            case '"' -> quoted();
            case '`' -> raw();
            case '\'' -> character();
            case ')' -> close();
            default -> {
                var sign = sign(c);
                yield sign == null ? wordOrNumber(c) : sign;
            }
        };
    }

    private @Nullable Token sign(char c) {
        if (text.startsWith(":=", at)) {
            at += 2;
            return new Token.Assign(true);
        }
        var sign = switch (c) {
            case '|' -> new Token.Pipe();
            case '(' -> new Token.Open();
            case ',' -> new Token.Comma();
            case '=' -> new Token.Assign(false);
            default -> null;
        };
        at += sign == null ? 0 : 1;
        return sign;
    }

    private boolean skipSpace() {
        var start = at;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at > start;
    }

    private Token path() {
        if (at + 1 >= text.length() || !isLetterOrDigit(text.charAt(at + 1))) {
            at++;
            return at < text.length() && text.charAt(at) == '.'
                    ? new Token.Bad("A name is missing after '.'; write a path such as .nuon.inputs.inputs.region.")
                    : new Token.Path(List.of());
        }
        return new Token.Path(names());
    }

    private Token variable() {
        at++;
        var start = at;
        while (at < text.length() && isLetterOrDigit(text.charAt(at))) {
            at++;
        }
        return new Token.Variable(text.substring(start, at), names());
    }

    private Token close() {
        at++;
        return new Token.Close(names());
    }

    /** Names after dots, as many as stand here without space. */
    private List<String> names() {
        var names = new ArrayList<String>();
        while (at + 1 < text.length() && text.charAt(at) == '.' && isLetterOrDigit(text.charAt(at + 1))) {
            at++;
            var start = at;
            while (at < text.length() && isNamePart(at, start)) {
                at++;
            }
            names.add(text.substring(start, at));
        }
        return names;
    }

    /** Hyphens inside a name are allowed, other than in Go, because names of components have them. */
    private boolean isNamePart(int index, int start) {
        var c = text.charAt(index);
        if (c == '-') {
            return index > start && index + 1 < text.length() && isLetterOrDigit(text.charAt(index + 1));
        }
        return isLetterOrDigit(c);
    }

    private static boolean isLetterOrDigit(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }

    private Token quoted() {
        var value = new StringBuilder();
        for (at++; at < text.length() && text.charAt(at) != '\n'; at++) {
            var c = text.charAt(at);
            if (c == '"') {
                at++;
                return new Token.Value(JsonNodeFactory.instance.stringNode(value.toString()));
            }
            if (c == '\\' && at + 1 < text.length()) {
                at++;
                var escaped = escape(text.charAt(at));
                if (escaped == 0) {
                    return new Token.Bad("'\\" + text.charAt(at)
                            + "' is not an escape; use \\\" \\\\ \\n \\t or a text in backquotes.");
                }
                value.append(escaped);
            } else {
                value.append(c);
            }
        }
        return new Token.Bad("The text in quotes is not closed.");
    }

    private static char escape(char c) {
        return switch (c) {
            case '"', '\\', '\'' -> c;
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            default -> 0;
        };
    }

    private Token raw() {
        var end = text.indexOf('`', at + 1);
        if (end < 0) {
            return new Token.Bad("The text in backquotes is not closed.");
        }
        var value = text.substring(at + 1, end);
        at = end + 1;
        return new Token.Value(JsonNodeFactory.instance.stringNode(value));
    }

    /** A character constant is its code point, as in Go. */
    private Token character() {
        var end = text.indexOf('\'', at + 1);
        var inside = end < 0 ? "" : text.substring(at + 1, end);
        if (inside.codePointCount(0, inside.length()) != 1 || inside.equals("\\")) {
            at++;
            return new Token.Bad("Single quotes hold one character; a text stands in double quotes or backquotes.");
        }
        at = end + 1;
        return new Token.Value(JsonNodeFactory.instance.numberNode((long) inside.codePointAt(0)));
    }

    private Token wordOrNumber(char first) {
        var start = at;
        while (at < text.length()
                && (isLetterOrDigit(text.charAt(at)) || (at == start && isSign(first)) || isPoint(start))) {
            at++;
        }
        if (at == start) {
            at++;
            return new Token.Bad(
                    first == '{'
                            ? "'{' cannot stand inside a placeholder. To write {{ itself, use {{\"{{\"}}."
                            : "'" + first + "' cannot stand inside a placeholder.");
        }
        var word = text.substring(start, at);
        return isSign(first) || Character.isDigit(first) ? number(word) : word(word);
    }

    private boolean isPoint(int start) {
        return text.charAt(at) == '.' && (isSign(text.charAt(start)) || Character.isDigit(text.charAt(start)));
    }

    private static boolean isSign(char c) {
        return c == '-' || c == '+';
    }

    private static Token word(String word) {
        return switch (word) {
            case "true", "false" -> new Token.Value(JsonNodeFactory.instance.booleanNode(word.equals("true")));
            case "nil" -> new Token.Value(JsonNodeFactory.instance.nullNode());
            default -> new Token.Word(word);
        };
    }

    private static Token number(String word) {
        try {
            if (word.length() > MAX_NUMBER_LENGTH || word.indexOf('e') >= 0 || word.indexOf('E') >= 0) {
                return new Token.Bad("'" + shortened(word) + "' is not a number.");
            }
            var number = new BigDecimal(word);
            return new Token.Value(
                    number.scale() <= 0 && number.precision() <= 18
                            ? JsonNodeFactory.instance.numberNode(number.longValueExact())
                            : JsonNodeFactory.instance.numberNode(number));
        } catch (NumberFormatException e) {
            return new Token.Bad("'" + shortened(word) + "' is not a number.");
        }
    }

    private static String shortened(String word) {
        return word.length() > MAX_NUMBER_LENGTH ? word.substring(0, MAX_NUMBER_LENGTH) + "…" : word;
    }
}
