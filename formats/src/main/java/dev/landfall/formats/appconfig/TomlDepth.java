package dev.landfall.formats.appconfig;

/**
 * Measures how deep a TOML text nests before anything parses it: parsers recurse. Knows strings and comments, nothing else; on text
 * that is not TOML it may count too much or too little, which is then a syntax error anyway.
 */
final class TomlDepth {

    /** Brackets in brackets, and names in one dotted key. */
    static final int MAX = 16;

    private final String text;
    private int at;
    private int brackets;
    private int dots;

    private TomlDepth(String text) {
        this.text = text;
    }

    /** Offset of the first place that is too deep, or -1. */
    static int firstTooDeep(String text) {
        return new TomlDepth(text).scan();
    }

    private int scan() {
        while (at < text.length()) {
            count(text.charAt(at));
            if (brackets > MAX || dots > MAX) {
                return at;
            }
            at++;
        }
        return -1;
    }

    private void count(char c) {
        switch (c) {
            case '#' -> skipTo("\n");
            case '"', '\'' -> skipString(c);
            case '[', '{' -> {
                brackets++;
                dots = 0;
            }
            case ']', '}' -> brackets = Math.max(0, brackets - 1);
            case '.' -> dots++;
            case '=', ',', '\n' -> dots = 0;
            default -> {}
        }
    }

    private void skipTo(String end) {
        var found = text.indexOf(end, at);
        at = found < 0 ? text.length() - 1 : found - 1;
    }

    private void skipString(char quote) {
        var triple = String.valueOf(quote).repeat(3);
        var isTriple = text.startsWith(triple, at);
        at += isTriple ? 3 : 1;
        while (at < text.length()) {
            if (text.charAt(at) == '\\' && quote == '"') {
                at++;
            } else if (isTriple ? text.startsWith(triple, at) : text.charAt(at) == quote) {
                at += isTriple ? 2 : 0;
                return;
            } else if (!isTriple && text.charAt(at) == '\n') {
                return;
            }
            at++;
        }
    }
}
