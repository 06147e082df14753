package dev.landfall.formats.appconfig;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Looks for what cannot be HCL: brackets that do not match, texts and heredocs that do not end. Terraform itself says the rest; this finds
 * what a slip of the hand does to a file.
 */
final class HclScan {

    private static final Pattern HEREDOC = Pattern.compile("<<-?([A-Za-z_][A-Za-z0-9_-]*)[ \\t\\r]*\\n");

    private final String text;
    private final ArrayDeque<Character> open = new ArrayDeque<>();
    private int at;

    private HclScan(String text) {
        this.text = text;
    }

    /**
     * What is wrong.
     *
     * @param offset of the character at fault
     */
    record Fault(int offset, String message) {}

    static Optional<Fault> problem(String text) {
        return new HclScan(text).scan();
    }

    private Optional<Fault> scan() {
        var start = 0;
        while (at < text.length()) {
            start = at;
            var c = text.charAt(at);
            if (c == '#' || text.startsWith("//", at)) {
                skipTo("\n");
            } else if (text.startsWith("/*", at)) {
                if (!skipTo("*/")) {
                    return Optional.of(new Fault(start, "the comment does not end"));
                }
            } else if (c == '"') {
                if (!skipText()) {
                    return Optional.of(new Fault(start, "the text does not end; close it with \""));
                }
            } else if (text.startsWith("<<", at)
                    && HEREDOC.matcher(text).region(at, text.length()).lookingAt()) {
                if (!skipHeredoc()) {
                    return Optional.of(new Fault(start, "the heredoc does not end"));
                }
            } else if ("{[(".indexOf(c) >= 0) {
                open.push(c);
                at++;
            } else if ("}])".indexOf(c) >= 0) {
                if (open.isEmpty() || "{[(".indexOf(open.pop()) != "}])".indexOf(c)) {
                    return Optional.of(new Fault(start, "'" + c + "' closes nothing"));
                }
                at++;
            } else {
                at++;
            }
        }
        return open.isEmpty()
                ? Optional.empty()
                : Optional.of(new Fault(text.length(), "'" + open.peek() + "' is not closed"));
    }

    private boolean skipTo(String end) {
        var found = text.indexOf(end, at);
        at = found < 0 ? text.length() : found + end.length();
        return found >= 0;
    }

    /** A text ends on its line, except inside of the interpolations in it. */
    private boolean skipText() {
        var depth = 0;
        for (at++; at < text.length(); at++) {
            var c = text.charAt(at);
            if (c == '\\') {
                at++;
            } else if (text.startsWith("${", at) || text.startsWith("%{", at)) {
                depth++;
                at++;
            } else if (c == '}' && depth > 0) {
                depth--;
            } else if (c == '"' && depth == 0) {
                at++;
                return true;
            } else if (c == '\n' && depth == 0) {
                return false;
            }
        }
        return false;
    }

    private boolean skipHeredoc() {
        var start = HEREDOC.matcher(text).region(at, text.length());
        if (!start.lookingAt()) {
            return false;
        }
        var end = Pattern.compile("(?m)^[ \\t]*" + Pattern.quote(start.group(1)) + "[ \\t\\r]*$")
                .matcher(text)
                .region(start.end(), text.length());
        if (!end.find()) {
            return false;
        }
        at = end.end();
        return true;
    }
}
