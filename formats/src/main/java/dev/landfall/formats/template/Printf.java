package dev.landfall.formats.template;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Go's {@code printf} (package fmt) with the verbs {@code v s q d b o x X c t e f g} and {@code %%}, flags, width and precision. Where Go
 * writes {@code %!d(string=x)} into the text, this refuses.
 */
final class Printf {

    private static final Pattern VERB = Pattern.compile("%([-+# 0]*)(\\d{0,4})(?:\\.(\\d{0,4}))?(.)", Pattern.DOTALL);
    private static final String KNOWN = "vsqdboxXctefgEG";
    private static final int DEFAULT_PRECISION = 6;

    private final Arguments arguments;
    private int next = 1;

    Printf(Arguments arguments) {
        this.arguments = arguments;
    }

    String text() {
        var format = arguments.passedText(0);
        var text = new StringBuilder();
        var verbs = VERB.matcher(format);
        var from = 0;
        while (verbs.find(from)) {
            text.append(format, from, verbs.start());
            text.append(
                    verbs.group(4).equals("%")
                            ? "%"
                            : verb(
                                    verbs.group(1),
                                    verbs.group(2),
                                    verbs.group(3),
                                    verbs.group(4).charAt(0)));
            from = verbs.end();
            arguments.budget().text(text.length());
        }
        text.append(format.substring(from));
        if (format.indexOf('%', from) >= 0) {
            throw new Refusal("'printf' has a % without a verb behind it; write %% for the sign itself.");
        }
        if (next < arguments.count()) {
            throw new Refusal("'printf' has " + (arguments.count() - 1) + " values for " + (next - 1) + " verbs.");
        }
        return text.toString();
    }

    private String verb(String flags, String width, @Nullable String precision, char verb) {
        if (KNOWN.indexOf(verb) < 0) {
            throw new Refusal("'printf' does not know %" + verb + "; it knows % with one of " + KNOWN + ".");
        }
        if (next >= arguments.count()) {
            throw new Refusal("'printf' has no value for its verb " + next + ".");
        }
        var node = arguments.node(next);
        var plain = signed(flags, converted(verb, precision, node), node);
        next++;
        return padded(flags, width, plain, node);
    }

    private String converted(char verb, @Nullable String precision, JsonNode node) {
        return switch (verb) {
            case 's', 'v' -> cut(precision, node);
            case 'q' -> Json.text(arguments.text(next)).toString();
            case 't' -> {
                if (!node.isBoolean()) {
                    throw wrong(verb, "a boolean", node);
                }
                yield node.asString();
            }
            case 'd' -> Long.toString(whole(verb, node));
            case 'b' -> Long.toString(whole(verb, node), 2);
            case 'o' -> Long.toString(whole(verb, node), 8);
            case 'c' -> character(whole(verb, node));
            case 'x' -> hex(node);
            case 'X' -> hex(node).toUpperCase(Locale.ROOT);
            default -> decimal(verb, precision, node);
        };
    }

    /** Without a precision a secret passes as it is. */
    private String cut(@Nullable String precision, JsonNode node) {
        if (precision == null || node.isNumber()) {
            return Texts.of(node);
        }
        var text = arguments.text(next);
        var most = precision.isEmpty() ? 0 : Integer.parseInt(precision);
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most));
    }

    private String hex(JsonNode node) {
        return node.isString()
                ? HexFormat.of().formatHex(arguments.text(next).getBytes(StandardCharsets.UTF_8))
                : Long.toString(whole('x', node), 16);
    }

    /** What is no character is the one that stands for that, as in Go. */
    private static String character(long number) {
        var isOne = number >= 0
                && number <= Character.MAX_CODE_POINT
                && (number < Character.MIN_SURROGATE || number > Character.MAX_SURROGATE);
        return isOne ? Character.toString((int) number) : "\uFFFD";
    }

    private static long whole(char verb, JsonNode node) {
        if (!node.isNumber() || Numbers.decimal(node).stripTrailingZeros().scale() > 0) {
            throw wrong(verb, "a whole number", node);
        }
        return Numbers.whole(node, "printf");
    }

    private static String decimal(char verb, @Nullable String precision, JsonNode node) {
        if (!node.isNumber()) {
            throw wrong(verb, "a number", node);
        }
        var places = precision == null ? DEFAULT_PRECISION : precision.isEmpty() ? 0 : Integer.parseInt(precision);
        var number = Numbers.decimal(node);
        return switch (Character.toLowerCase(verb)) {
            case 'f' -> number.setScale(places, RoundingMode.HALF_EVEN).toPlainString();
            case 'g' -> precision == null ? plain(number) : plain(number.round(new MathContext(Math.max(1, places))));
            default -> String.format(Locale.ROOT, "%." + places + verb, number);
        };
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    private static Refusal wrong(char verb, String wanted, JsonNode node) {
        return new Refusal("'printf' wants " + wanted + " for %" + verb + ", not " + Texts.kind(node) + ".");
    }

    private static String signed(String flags, String plain, JsonNode node) {
        if (!node.isNumber() || plain.startsWith("-")) {
            return plain;
        }
        return flags.contains("+") ? "+" + plain : flags.contains(" ") ? " " + plain : plain;
    }

    private static String padded(String flags, String width, String plain, JsonNode node) {
        var missing = (width.isEmpty() ? 0 : Integer.parseInt(width)) - plain.codePointCount(0, plain.length());
        if (missing <= 0) {
            return plain;
        }
        if (flags.contains("-")) {
            return plain + " ".repeat(missing);
        }
        if (!flags.contains("0") || !node.isNumber()) {
            return " ".repeat(missing) + plain;
        }
        var sign = plain.startsWith("-") || plain.startsWith("+") ? 1 : 0;
        return plain.substring(0, sign) + "0".repeat(missing) + plain.substring(sign);
    }
}
