package dev.landfall.formats.iam;

import java.util.ArrayList;
import java.util.List;

/** Finds where the statements of a policy begin in its text. */
final class StatementStarts {

    private StatementStarts() {}

    /** Offsets of the objects in the document's list, or of the one that stands without a list; never empty. */
    static List<Integer> of(String text) {
        var starts = new ArrayList<Integer>();
        var open = new StringBuilder();
        var inText = false;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (inText) {
                i += c == '\\' ? 1 : 0;
                inText = c != '"';
            } else if (c == '"') {
                inText = true;
            } else if (c == '{' || c == '[') {
                if (c == '{' && List.of("{", "{[").contains(open.toString())) {
                    starts.add(i);
                }
                open.append(c);
            } else if ((c == '}' || c == ']') && !open.isEmpty()) {
                open.setLength(open.length() - 1);
            }
        }
        return starts.isEmpty() ? List.of(0) : starts;
    }
}
