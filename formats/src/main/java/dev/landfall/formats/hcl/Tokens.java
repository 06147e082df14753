package dev.landfall.formats.hcl;

import java.util.ArrayDeque;
import java.util.List;

/**
 * The tokens of a text, one ahead. Whether the end of a line is a token is the parser's to say: within parentheses and brackets it is
 * none.
 */
final class Tokens {

    private static final List<String> SYMBOLS = List.of("...", "=>", "==", "!=", ">=", "<=", "&&", "||", "::");
    private static final String SINGLE = "{}[]()=:,.?+-*/%<>!~";

    private final String text;
    private final ArrayDeque<Boolean> lines = new ArrayDeque<>(List.of(true));
    private int at;
    private Token next = new Token(Kind.END, 0, 0);
    private boolean known;

    Tokens(String text) {
        this.text = text;
    }

    enum Kind {
        LINE,
        END,
        NAME,
        NUMBER,
        QUOTE,
        HEREDOC,
        SYMBOL,
        BAD
    }

    record Token(Kind kind, int start, int end) {}

    String text() {
        return text;
    }

    /** Where the last token that was taken ended. */
    int at() {
        return at;
    }

    /** Goes on behind what somebody else read. */
    void moveTo(int offset) {
        at = offset;
        known = false;
    }

    /** From now on the end of a line is a token, or is not. */
    void countLines(boolean counted) {
        lines.push(counted);
        known = false;
    }

    void countLinesAsBefore() {
        lines.pop();
        known = false;
    }

    Token peek() {
        if (!known) {
            next = scan();
            known = true;
        }
        return next;
    }

    Token take() {
        var token = peek();
        moveTo(token.end());
        return token;
    }

    boolean sees(Kind kind) {
        return peek().kind() == kind;
    }

    boolean sees(String symbol) {
        return peek().kind() == Kind.SYMBOL && word(peek()).equals(symbol);
    }

    boolean seesWord(String word) {
        return peek().kind() == Kind.NAME && word(peek()).equals(word);
    }

    boolean takes(String symbol) {
        var found = sees(symbol);
        if (found) {
            take();
        }
        return found;
    }

    boolean takesWord(String word) {
        var found = seesWord(word);
        if (found) {
            take();
        }
        return found;
    }

    String word(Token token) {
        return text.substring(token.start(), token.end());
    }

    /** Whether a name has a placeholder in it, and so is nobody knows what. */
    boolean isHidden(Token token) {
        return token.kind() == Kind.NAME && word(token).indexOf(Hcl.HIDDEN) >= 0;
    }

    Refusal refusal(String wanted) {
        return refusal(peek(), wanted);
    }

    Refusal refusal(Token token, String wanted) {
        return new Refusal(token.start(), "This is not HCL: " + wanted + ", but here is " + shown(token) + ".");
    }

    private String shown(Token token) {
        return switch (token.kind()) {
            case LINE -> "the end of the line";
            case END -> "the end of the text";
            case QUOTE -> "a text";
            case HEREDOC -> "a heredoc";
            case NAME, NUMBER, SYMBOL, BAD ->
                "'"
                        + (token.end() - token.start() > 40
                                ? text.substring(token.start(), token.start() + 40) + "…"
                                : word(token))
                        + "'";
        };
    }

    private Token scan() {
        var start = at;
        while (start < text.length()) {
            var c = text.charAt(start);
            if (c == ' ' || c == '\t' || (c == '\r' && text.startsWith("\n", start + 1))) {
                start++;
            } else if (c == '\n') {
                if (Boolean.TRUE.equals(lines.peek())) {
                    return new Token(Kind.LINE, start, start + 1);
                }
                start++;
            } else if (c == '#' || text.startsWith("//", start)) {
                var end = text.indexOf('\n', start);
                start = end < 0 ? text.length() : end;
            } else if (text.startsWith("/*", start)) {
                var end = text.indexOf("*/", start + 2);
                if (end < 0) {
                    throw new Refusal(start, "This is not HCL: the comment does not end; close it with */.");
                }
                start = end + 2;
            } else {
                return token(start);
            }
        }
        return new Token(Kind.END, start, start);
    }

    private Token token(int start) {
        var c = text.charAt(start);
        if (c == '"') {
            return new Token(Kind.QUOTE, start, start + 1);
        }
        if (c >= '0' && c <= '9') {
            return new Token(Kind.NUMBER, start, number(start));
        }
        var letter = text.codePointAt(start);
        if (beginsName(letter)) {
            return new Token(Kind.NAME, start, name(start));
        }
        if (text.startsWith("<<", start)) {
            return new Token(Kind.HEREDOC, start, start + 2);
        }
        for (var symbol : SYMBOLS) {
            if (text.startsWith(symbol, start)) {
                return new Token(Kind.SYMBOL, start, start + symbol.length());
            }
        }
        return SINGLE.indexOf(c) >= 0
                ? new Token(Kind.SYMBOL, start, start + 1)
                : new Token(Kind.BAD, start, start + Character.charCount(letter));
    }

    private int number(int start) {
        var end = start;
        while (end < text.length() && isInNumber(end)) {
            end++;
        }
        return end;
    }

    private boolean isInNumber(int at) {
        var c = text.charAt(at);
        if (c == '.') {
            return at + 1 < text.length() && Character.digit(text.charAt(at + 1), 10) >= 0 && text.charAt(at + 1) < 128;
        }
        if (c == '+' || c == '-') {
            return (text.charAt(at - 1) == 'e' || text.charAt(at - 1) == 'E')
                    && at + 1 < text.length()
                    && text.charAt(at + 1) >= '0'
                    && text.charAt(at + 1) <= '9';
        }
        return (c >= '0' && c <= '9') || c == Hcl.HIDDEN || c == 'e' || c == 'E';
    }

    int name(int start) {
        var end = start;
        while (end < text.length()) {
            var letter = text.codePointAt(end);
            if (!beginsName(letter)
                    && letter != '-'
                    && (!Character.isUnicodeIdentifierPart(letter) || Character.isIdentifierIgnorable(letter))) {
                break;
            }
            end += Character.charCount(letter);
        }
        return end;
    }

    static boolean beginsName(int letter) {
        return letter == '_' || letter == Hcl.HIDDEN || Character.isUnicodeIdentifierStart(letter);
    }
}
