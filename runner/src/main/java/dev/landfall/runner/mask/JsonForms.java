package dev.landfall.runner.mask;

import java.util.HexFormat;
import java.util.Set;

/**
 * The inside of a JSON string (RFC 8259, 7) as the usual writers escape it: only what must be; Go's, which also escapes
 * {@code < > &}; those that escape everything beyond ASCII; those that escape the slash.
 */
final class JsonForms {

    private enum Style {
        MINIMAL,
        HTML_SAFE,
        ASCII_ONLY,
        ASCII_ONLY_AND_SLASH
    }

    private static final HexFormat UPPER = HexFormat.of().withUpperCase();
    private static final HexFormat LOWER = HexFormat.of();

    private JsonForms() {}

    static void addAll(String value, Set<String> forms) {
        for (Style style : Style.values()) {
            forms.add(escape(value, style, LOWER));
            forms.add(escape(value, style, UPPER));
        }
    }

    private static String escape(String value, Style style, HexFormat digits) {
        StringBuilder text = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            appendEscaped(text, value.charAt(i), style, digits);
        }
        return text.toString();
    }

    private static void appendEscaped(StringBuilder text, char character, Style style, HexFormat digits) {
        switch (character) {
            case '"' -> text.append("\\\"");
            case '\\' -> text.append("\\\\");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            case '\b' -> text.append("\\b");
            case '\f' -> text.append("\\f");
            default -> {
                if (escapedAsNumber(character, style)) {
                    text.append("\\u").append(digits.toHexDigits(character));
                } else if (character == '/' && style == Style.ASCII_ONLY_AND_SLASH) {
                    text.append("\\/");
                } else {
                    text.append(character);
                }
            }
        }
    }

    private static boolean escapedAsNumber(char character, Style style) {
        if (character < ' ') {
            return true;
        }
        return switch (style) {
            case MINIMAL -> false;
            case HTML_SAFE -> "<>&\u2028\u2029".indexOf(character) >= 0;
            case ASCII_ONLY, ASCII_ONLY_AND_SLASH -> character > '~';
        };
    }
}
