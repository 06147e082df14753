package dev.landfall.formats.template;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Finds placeholders in texts of other languages, from two opening to two closing braces, without understanding them. */
public final class Placeholders {

    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";

    private Placeholders() {}

    /** Each of them, as written; one that does not end reaches to the end of the text. */
    public static List<String> in(String text) {
        var found = new ArrayList<String>();
        for (var at = text.indexOf(OPEN); at >= 0; ) {
            var placeholder = startingAt(text, at);
            found.add(placeholder);
            at = text.indexOf(OPEN, at + placeholder.length());
        }
        return found;
    }

    /** The one that starts at an offset. */
    public static String startingAt(String text, int offset) {
        var start = Math.min(offset, text.length());
        var end = text.indexOf(CLOSE, start);
        return text.substring(start, end < 0 ? text.length() : end + CLOSE.length());
    }

    /** The text with a mask in the place of each of their characters. One that does not end stays as it is. */
    public static String masked(String text, char mask) {
        return masked(text, mask, c -> true);
    }

    /** The same, where ends of lines stay. */
    public static String maskedInLines(String text, char mask) {
        return masked(text, mask, c -> c != '\n');
    }

    private static String masked(String text, char mask, IntPredicate hidden) {
        var masked = new StringBuilder(text);
        var close = -1;
        for (var open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, close)) {
            close = text.indexOf(CLOSE, open);
            if (close < 0) {
                break;
            }
            close += CLOSE.length();
            for (var i = open; i < close; i++) {
                if (hidden.test(text.charAt(i))) {
                    masked.setCharAt(i, mask);
                }
            }
        }
        return masked.toString();
    }
}
