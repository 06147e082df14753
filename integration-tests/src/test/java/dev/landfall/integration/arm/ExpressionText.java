package dev.landfall.integration.arm;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** Reads an expression of an ARM template, the text between its brackets, and tells of each call in it. */
final class ExpressionText {

    private final String text;
    private final BiConsumer<String, List<String>> calls;
    private int at;

    private ExpressionText(String text, BiConsumer<String, List<String>> calls) {
        this.text = text;
        this.calls = calls;
    }

    /**
     * Reads it whole.
     *
     * @param calls gets each function with its arguments as they are written, inner calls first
     * @throws IllegalArgumentException when it is not an expression
     */
    static void read(String text, BiConsumer<String, List<String>> calls) {
        var reader = new ExpressionText(text, calls);
        reader.value();
        if (reader.at != text.length()) {
            throw reader.unexpected();
        }
    }

    private void value() {
        if (next('\'')) {
            string();
        } else if (Character.isDigit(peek()) || peek() == '-') {
            at++;
            while (Character.isDigit(peek())) {
                at++;
            }
        } else {
            call();
        }
        while (peek() == '.' || peek() == '[') {
            if (next('.')) {
                name();
            } else {
                at++;
                value();
                expect(']');
            }
        }
    }

    private void string() {
        while (true) {
            if (at == text.length()) {
                throw unexpected();
            }
            if (next('\'') && !next('\'')) {
                return;
            }
            at += peek() == '\'' ? 0 : 1;
        }
    }

    private void call() {
        var name = name();
        expect('(');
        var given = new ArrayList<String>();
        while (!next(')')) {
            if (!given.isEmpty()) {
                expect(',');
                while (peek() == ' ') {
                    at++;
                }
            }
            var from = at;
            value();
            given.add(text.substring(from, at));
        }
        calls.accept(name, given);
    }

    private String name() {
        var from = at;
        while (Character.isLetterOrDigit(peek()) || peek() == '_') {
            at++;
        }
        if (from == at) {
            throw unexpected();
        }
        return text.substring(from, at);
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private boolean next(char wanted) {
        if (peek() == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char wanted) {
        if (!next(wanted)) {
            throw unexpected();
        }
    }

    private IllegalArgumentException unexpected() {
        return new IllegalArgumentException(
                "'" + text + "' is no expression: unexpected " + text.substring(at) + " at " + at);
    }
}
