package dev.landfall.cli.output;

/**
 * Makes text that others wrote safe to print: what a server, a job or a name contains must not move the cursor or
 * change the title of a terminal.
 */
public final class Printable {

    private static final char ESCAPE = '\u001b';

    private Printable() {}

    /** One line of a log: colors stay (ECMA-48 SGR), other control characters become {@code ?}. */
    public static String line(String text) {
        var clean = new StringBuilder(text.length());
        for (var at = 0; at < text.length(); at++) {
            var color = text.charAt(at) == ESCAPE ? colorEnd(text, at) : -1;
            if (color > 0) {
                clean.append(text, at, color);
                at = color - 1;
            } else {
                clean.append(visible(text.charAt(at)));
            }
        }
        return clean.toString();
    }

    /** A cell of a table: one line, no control characters at all. */
    public static String cell(String text) {
        var clean = new StringBuilder(text.length());
        text.chars().forEach(character -> clean.append(character == '\n' ? ' ' : visible((char) character)));
        return clean.toString();
    }

    /** Columns that a text takes on a terminal, counting each code point as one. */
    static int width(String text) {
        return text.codePointCount(0, text.length());
    }

    private static char visible(char character) {
        return Character.isISOControl(character) && character != '\t' ? '?' : character;
    }

    private static int colorEnd(String text, int start) {
        var at = start + 1;
        if (at >= text.length() || text.charAt(at) != '[') {
            return -1;
        }
        for (at++; at < text.length(); at++) {
            var character = text.charAt(at);
            if (character == 'm') {
                return at + 1;
            }
            if ((character < '0' || character > '9') && character != ';') {
                return -1;
            }
        }
        return -1;
    }
}
