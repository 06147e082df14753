package dev.landfall.formats.hcl;

import java.util.ArrayDeque;

/** Reads texts in quotes and heredocs, with what is filled into them. */
final class Templates {

    /** Deeper than anybody writes. */
    private static final int MAX_OPEN = 100;

    private final Tokens tokens;
    private final Expressions expressions;
    private final String text;
    private final ArrayDeque<Open> open = new ArrayDeque<>();
    private int at;

    Templates(Tokens tokens, Expressions expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
        this.text = tokens.text();
    }

    /** A directive that wants its end. */
    private record Open(int offset, String word, boolean hadElse, int names) {}

    /** A text in quotes, at the next token. */
    void quoted() {
        var start = tokens.take().start();
        at = start + 1;
        while (!isAt("\"")) {
            if (at >= text.length() || text.charAt(at) == '\n') {
                throw new Refusal(start, "This is not HCL: the text does not end; close it with \".");
            }
            if (text.charAt(at) == '\\') {
                escape();
            } else {
                piece();
            }
        }
        ended();
        tokens.moveTo(at + 1);
    }

    /** A text in quotes that fills in nothing: the label of a block. */
    void plainText() {
        var start = tokens.peek().start();
        quoted();
        for (var i = start; i < tokens.at(); i++) {
            if (text.startsWith("$${", i) || text.startsWith("%%{", i)) {
                i += 2;
            } else if (text.startsWith("${", i) || text.startsWith("%{", i)) {
                throw new Refusal(i, "This is not HCL: a label of a block fills in nothing.");
            }
        }
    }

    /** A heredoc, at the next token. */
    void heredoc() {
        var start = tokens.take().start();
        at = start + 2;
        if (isAt("-")) {
            at++;
        }
        var nameEnd = at < text.length() && Tokens.beginsName(text.codePointAt(at)) ? tokens.name(at) : at;
        var marker = text.substring(at, nameEnd);
        var lineEnd = text.startsWith("\r\n", nameEnd) ? nameEnd + 1 : nameEnd;
        if (marker.isEmpty() || lineEnd >= text.length() || text.charAt(lineEnd) != '\n') {
            throw new Refusal(start, "This is not HCL: '<<' is followed by a name and the end of the line.");
        }
        at = lineEnd + 1;
        while (!isEnd(marker)) {
            if (at >= text.length()) {
                throw new Refusal(
                        start, "This is not HCL: the heredoc does not end; write a line with " + marker + " alone.");
            }
            line();
        }
        ended();
        var end = text.indexOf('\n', at);
        tokens.moveTo(end < 0 ? text.length() : end);
    }

    private boolean isEnd(String marker) {
        var end = text.indexOf('\n', at);
        return text.substring(at, end < 0 ? text.length() : end).strip().equals(marker);
    }

    private void line() {
        while (at < text.length() && text.charAt(at) != '\n') {
            piece();
        }
        at = Math.min(text.length(), at + 1);
    }

    private void piece() {
        if (isAt("$${") || isAt("%%{")) {
            at += 3;
        } else if (isAt("${")) {
            filled();
        } else if (isAt("%{")) {
            directive();
        } else {
            at++;
        }
    }

    private void escape() {
        var letter = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        var digits = letter == 'u' ? 4 : letter == 'U' ? 8 : 0;
        if ("nrt\"\\uU".indexOf(letter) < 0 && letter != Hcl.HIDDEN) {
            throw new Refusal(
                    at,
                    "This is not HCL: '\\" + (letter < ' ' ? "" : letter)
                            + "' means nothing in a text; write \\\\ for a backslash.");
        }
        for (var i = at + 2; i < at + 2 + digits; i++) {
            if (i >= text.length() || (Character.digit(text.charAt(i), 16) < 0 && text.charAt(i) != Hcl.HIDDEN)) {
                throw new Refusal(
                        at,
                        "This is not HCL: '\\" + letter + "' is followed by " + digits
                                + " digits of a letter's number.");
            }
        }
        at += 2 + digits;
    }

    private void filled() {
        begin();
        expressions.expression();
        end("what is filled in ends with '}'");
    }

    private void directive() {
        var start = at;
        begin();
        var word = tokens.take();
        switch (tokens.word(word)) {
            case "if" -> {
                expressions.expression();
                open.push(new Open(start, "if", false, 0));
            }
            case "for" -> {
                var names = expressions.loopNames();
                expressions.expression();
                names.forEach(expressions::bind);
                open.push(new Open(start, "for", false, names.size()));
            }
            case "else" -> {
                var before = innermost(start, "if");
                if (before.hadElse()) {
                    throw new Refusal(start, "This is not HCL: the 'if' has an 'else' already.");
                }
                open.push(new Open(before.offset(), "if", true, 0));
            }
            case "endif" -> innermost(start, "if");
            case "endfor" -> expressions.unbind(innermost(start, "for").names());
            default -> throw tokens.refusal(word, "'%{' is followed by if, else, endif, for or endfor");
        }
        if (open.size() > MAX_OPEN) {
            throw new Refusal(start, "The directives of the text nest deeper than " + MAX_OPEN + " levels.");
        }
        end("what begins with '%{' ends with '}'");
    }

    private Open innermost(int offset, String word) {
        var innermost = open.poll();
        if (innermost == null || !innermost.word().equals(word)) {
            throw new Refusal(offset, "This is not HCL: there is no '" + word + "' that this belongs to.");
        }
        return innermost;
    }

    private void ended() {
        var unended = open.poll();
        if (unended != null) {
            throw new Refusal(
                    unended.offset(),
                    "This is not HCL: the '" + unended.word() + "' does not end; write %{ end" + unended.word()
                            + " }.");
        }
    }

    private void begin() {
        tokens.moveTo(isAt("~", 2) ? at + 3 : at + 2);
        tokens.countLines(false);
    }

    private void end(String wanted) {
        tokens.takes("~");
        expressions.require("}", wanted);
        at = tokens.at();
        tokens.countLinesAsBefore();
    }

    private boolean isAt(String part) {
        return isAt(part, 0);
    }

    private boolean isAt(String part, int ahead) {
        return text.startsWith(part, at + ahead);
    }
}
