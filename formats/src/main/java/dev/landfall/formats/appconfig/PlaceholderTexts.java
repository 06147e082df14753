package dev.landfall.formats.appconfig;

import java.util.ArrayList;
import java.util.List;

/** Cuts the texts of placeholders out of a string, from two opening to two closing braces, without understanding them. */
final class PlaceholderTexts {

    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";

    private PlaceholderTexts() {}

    static String startingAt(String text, int offset) {
        var start = Math.min(offset, text.length());
        var end = text.indexOf(CLOSE, start);
        return text.substring(start, end < 0 ? text.length() : end + CLOSE.length());
    }

    static List<String> in(String text) {
        var found = new ArrayList<String>();
        for (var at = text.indexOf(OPEN); at >= 0; ) {
            var placeholder = startingAt(text, at);
            found.add(placeholder);
            at = text.indexOf(OPEN, at + placeholder.length());
        }
        return found;
    }
}
