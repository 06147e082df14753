package dev.landfall.formats.hcl;

import dev.landfall.formats.hcl.Tokens.Kind;
import java.util.HashSet;
import java.util.Set;

/** Reads attributes and blocks. */
final class Bodies {

    /** Deeper than any module; bounds the stack. */
    private static final int MAX_DEPTH = 50;

    private final Tokens tokens;
    private final Expressions expressions;
    private final boolean values;
    private int depth;

    Bodies(Tokens tokens, Expressions expressions, boolean values) {
        this.tokens = tokens;
        this.expressions = expressions;
        this.values = values;
    }

    void file() {
        body(false);
    }

    private void body(boolean inBlock) {
        var names = new HashSet<String>();
        while (true) {
            if (tokens.sees(Kind.LINE)) {
                tokens.take();
            } else if (inBlock ? tokens.sees("}") : tokens.sees(Kind.END)) {
                return;
            } else {
                item(names);
            }
        }
    }

    private void item(Set<String> names) {
        var name = tokens.peek();
        if (name.kind() != Kind.NAME) {
            throw tokens.refusal(name.kind() == Kind.END ? "a block ends with '}'" : "a line begins with a name");
        }
        tokens.take();
        if (tokens.takes("=")) {
            if (!tokens.isHidden(name) && !names.add(tokens.word(name))) {
                throw new Refusal(name.start(), "'" + tokens.word(name) + "' is set twice; keep one.");
            }
            expressions.expression();
            endOfLine("the value ends with its line");
        } else if (tokens.isHidden(name) && (tokens.sees(Kind.LINE) || tokens.sees(Kind.END))) {
            return;
        } else {
            block(name);
        }
    }

    private void block(Tokens.Token name) {
        while (tokens.sees(Kind.NAME) || tokens.sees(Kind.QUOTE)) {
            if (tokens.sees(Kind.QUOTE)) {
                new Templates(tokens, expressions).plainText();
            } else {
                tokens.take();
            }
        }
        if (!tokens.sees("{")) {
            throw tokens.refusal("a name is followed by '=' and a value, or by '{'");
        }
        if (values && !tokens.isHidden(name)) {
            throw new Refusal(
                    name.start(), "A tfvars file has values and no blocks: write " + tokens.word(name) + " = { … }.");
        }
        tokens.take();
        if (++depth > MAX_DEPTH) {
            throw new Refusal(name.start(), "The blocks nest deeper than " + MAX_DEPTH + " levels.");
        }
        inner();
        depth--;
        endOfLine("a block ends its line");
    }

    /** A block on one line has at most one attribute. */
    private void inner() {
        if (tokens.sees(Kind.LINE) || tokens.sees("}")) {
            body(true);
        } else {
            var name = tokens.take();
            if (name.kind() != Kind.NAME || !tokens.takes("=")) {
                throw tokens.refusal(
                        name, "a block of one line has one name = value; put the rest on lines of their own");
            }
            expressions.expression();
        }
        if (!tokens.takes("}")) {
            throw tokens.refusal("a block of one line has one value and ends with '}'");
        }
    }

    private void endOfLine(String wanted) {
        if (!tokens.sees(Kind.LINE) && !tokens.sees(Kind.END)) {
            throw tokens.refusal(wanted);
        }
    }
}
