package dev.landfall.stacktemplates.hcl;

/** Texts between quotes. */
final class Quoted {

    private Quoted() {}

    static String of(String text) {
        return '"' + inner(text, false) + '"';
    }

    /**
     * @param beforeValue whether a value that is filled in follows, which {@code $} or {@code %} before it would turn into text
     */
    static String inner(String text, boolean beforeValue) {
        var out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '$', '%' -> sign(text, i, beforeValue, out);
                default -> {
                    if (isPlain(c)) {
                        out.append(c);
                    } else {
                        out.append(String.format("\\u%04x", (int) c));
                    }
                }
            }
        }
        return out.toString();
    }

    /** A sign that opens a template is doubled, which is understood only when no sign of its kind stands before it. */
    private static void sign(String text, int at, boolean beforeValue, StringBuilder out) {
        char sign = text.charAt(at);
        boolean last = at + 1 == text.length();
        char next = last ? ' ' : text.charAt(at + 1);
        if (next == '{') {
            out.append(sign).append(sign);
        } else if (next == sign || (last && beforeValue)) {
            out.append(String.format("\\u%04x", (int) sign));
        } else {
            out.append(sign);
        }
    }

    /** Marks that nobody sees are written by their numbers, surrogates stay in their pairs. */
    private static boolean isPlain(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> c != 0xfeff;
        };
    }
}
