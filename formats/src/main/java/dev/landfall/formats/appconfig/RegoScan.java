package dev.landfall.formats.appconfig;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Looks for what cannot be Rego: another beginning than the package, brackets that do not match, texts that do not end. OPA itself says the
 * rest; what is valid is never refused here.
 */
final class RegoScan {

    private static final Pattern PACKAGE = Pattern.compile("package\\s+[^\\s#;]+");
    private static final String OPEN = "{[(";
    private static final String CLOSE = "}])";

    private final String text;
    private final ArrayDeque<Integer> open = new ArrayDeque<>();
    private int at;

    private RegoScan(String text) {
        this.text = text;
    }

    /**
     * What is wrong.
     *
     * @param offset of the character at fault
     * @param message behind "This is not Rego: "
     */
    record Fault(int offset, String message) {}

    static Optional<Fault> problem(String text) {
        return new RegoScan(text).scan();
    }

    private Optional<Fault> scan() {
        skipSpace();
        var start = PACKAGE.matcher(text).region(at, text.length());
        if (!start.lookingAt()) {
            return Optional.of(new Fault(
                    Math.min(at, Math.max(0, text.length() - 1)), "it does not begin with a 'package' line"));
        }
        at = start.end();
        while (at < text.length()) {
            var fault = step();
            if (fault.isPresent()) {
                return fault;
            }
        }
        return open.isEmpty()
                ? Optional.empty()
                : Optional.of(new Fault(open.peek(), "'" + text.charAt(open.peek()) + "' is not closed"));
    }

    private Optional<Fault> step() {
        var start = at;
        var c = text.charAt(at);
        if (c == '#') {
            skipLine();
        } else if (c == '"' || c == '`') {
            var filled = at > 0 && text.charAt(at - 1) == '$';
            if (!skipText(c, filled)) {
                return Optional.of(new Fault(start, "the text does not end; close it with " + c));
            }
        } else if (OPEN.indexOf(c) >= 0) {
            open.push(at++);
        } else if (CLOSE.indexOf(c) >= 0) {
            if (open.isEmpty() || OPEN.indexOf(text.charAt(open.pop())) != CLOSE.indexOf(c)) {
                return Optional.of(new Fault(start, "'" + c + "' closes nothing"));
            }
            at++;
        } else {
            at++;
        }
        return Optional.empty();
    }

    private void skipSpace() {
        while (at < text.length() && (Character.isWhitespace(text.charAt(at)) || text.charAt(at) == '#')) {
            if (text.charAt(at) == '#') {
                skipLine();
            } else {
                at++;
            }
        }
    }

    private void skipLine() {
        var end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
    }

    /** A raw text has no escapes and may have lines; one with a {@code $} before it has values in braces, with texts of their own. */
    private boolean skipText(char quote, boolean filled) {
        var braces = 0;
        for (at++; at < text.length(); at++) {
            var c = text.charAt(at);
            if (c == '\\' && (quote == '"' || filled)) {
                at++;
            } else if (filled && c == '{') {
                braces++;
            } else if (filled && c == '}' && braces > 0) {
                braces--;
            } else if (braces > 0 && (c == '"' || c == '`')) {
                return skipRest();
            } else if (c == quote) {
                at++;
                return true;
            } else if (c == '\n' && quote == '"' && !filled) {
                return false;
            }
        }
        return false;
    }

    /** Texts within a value within a text: where each ends is OPA's to say. */
    private boolean skipRest() {
        at = text.length();
        open.clear();
        return true;
    }
}
