package dev.landfall.formats.template;

import java.util.List;

/** The tokens between one pair of braces, read one after the other. Not thread-safe. */
final class Words {

    private final List<Token> tokens;
    private int next;

    /**
     * @param tokens the last one is {@link Token.End}, or {@link Token.Bad} where reading stopped
     */
    Words(List<Token> tokens) {
        this.tokens = List.copyOf(tokens);
    }

    /** Whether a mistake stands in it, which is told already. */
    boolean isBroken() {
        return tokens.getLast() instanceof Token.Bad;
    }

    /** The next token, left where it is; the last one stays for ever. */
    Token peek() {
        return tokens.get(next);
    }

    /** The token this far behind the next, or the last. */
    Token peek(int further) {
        return tokens.get(Math.min(next + further, tokens.size() - 1));
    }

    Token take() {
        var token = tokens.get(next);
        next = Math.min(next + 1, tokens.size() - 1);
        return token;
    }

    boolean atEnd() {
        return next == tokens.size() - 1;
    }

    /** The word that stands first, or nothing. */
    String keyword() {
        return tokens.getFirst() instanceof Token.Word word ? word.text() : "";
    }

    /** Whether the next token is this word. */
    boolean nextIs(String word) {
        return peek() instanceof Token.Word next && next.text().equals(word);
    }

    /** Takes the next token if it is this word. */
    boolean takeWord(String word) {
        var found = nextIs(word);
        if (found) {
            take();
        }
        return found;
    }
}
