package dev.landfall.formats.hcl;

import dev.landfall.formats.hcl.Tokens.Kind;
import dev.landfall.formats.hcl.Tokens.Token;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads expressions. */
final class Expressions {

    /** Deeper than any value; bounds the stack. */
    private static final int MAX_DEPTH = 100;

    private static final Pattern NUMBER = Pattern.compile("[0-9]+(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");
    private static final Set<String> WORDS = Set.of("true", "false", "null");

    /** Operators by how strong they bind. */
    private static final Map<String, Integer> OPERATORS = Map.ofEntries(
            Map.entry("||", 1),
            Map.entry("&&", 2),
            Map.entry("==", 3),
            Map.entry("!=", 3),
            Map.entry(">", 4),
            Map.entry(">=", 4),
            Map.entry("<", 4),
            Map.entry("<=", 4),
            Map.entry("+", 5),
            Map.entry("-", 5),
            Map.entry("*", 6),
            Map.entry("/", 6),
            Map.entry("%", 6));

    private final Tokens tokens;
    private final boolean values;
    private final ArrayDeque<String> bound = new ArrayDeque<>();
    private int depth;

    /**
     * @param values whether variables and functions are faults
     */
    Expressions(Tokens tokens, boolean values) {
        this.tokens = tokens;
        this.values = values;
    }

    /** The text is one expression and nothing else. */
    void whole() {
        tokens.countLines(false);
        expression();
        if (!tokens.sees(Kind.END)) {
            throw tokens.refusal("the value ends here");
        }
        tokens.countLinesAsBefore();
    }

    void expression() {
        if (++depth > MAX_DEPTH) {
            throw new Refusal(tokens.at(), "The value nests deeper than " + MAX_DEPTH + " levels.");
        }
        operations();
        if (tokens.takes("?")) {
            expression();
            require(":", "a condition has '? … : …'");
            expression();
        }
        depth--;
    }

    /** Names that an inner part may use: those of a {@code for}. */
    void bind(String name) {
        bound.push(name);
    }

    void unbind(int count) {
        for (var i = 0; i < count; i++) {
            bound.pop();
        }
    }

    void require(String symbol, String wanted) {
        if (!tokens.takes(symbol)) {
            throw tokens.refusal(wanted);
        }
    }

    /** What binds stronger needs no tree here: operands and operators take turns. */
    private void operations() {
        operand();
        while (tokens.sees(Kind.SYMBOL) && OPERATORS.containsKey(tokens.word(tokens.peek()))) {
            tokens.take();
            operand();
        }
    }

    private void operand() {
        while (tokens.sees("-") || tokens.sees("!")) {
            tokens.take();
        }
        term();
        traversal();
    }

    private void term() {
        var token = tokens.peek();
        switch (token.kind()) {
            case NAME -> name(tokens.take());
            case NUMBER -> number(tokens.take());
            case QUOTE -> new Templates(tokens, this).quoted();
            case HEREDOC -> new Templates(tokens, this).heredoc();
            case SYMBOL -> {
                switch (tokens.word(token)) {
                    case "(" -> parentheses();
                    case "[" -> list();
                    case "{" -> table();
                    default -> throw tokens.refusal("a value is missing");
                }
            }
            case BAD -> throw badLetter(token);
            case LINE, END -> throw tokens.refusal("a value is missing");
        }
    }

    private Refusal badLetter(Token token) {
        return tokens.word(token).equals("'")
                ? new Refusal(token.start(), "This is not HCL: texts stand in double quotes, not in '.")
                : tokens.refusal(token, "a value is missing");
    }

    private void number(Token token) {
        var word = tokens.word(token);
        if (word.indexOf(Hcl.HIDDEN) < 0 && !NUMBER.matcher(word).matches()) {
            throw new Refusal(token.start(), "This is not HCL: '" + word + "' is not a number; texts stand in quotes.");
        }
    }

    private void name(Token token) {
        if (tokens.isHidden(token)) {
            while (tokens.isHidden(tokens.peek())) {
                tokens.take();
            }
            return;
        }
        var isFunction = tokens.sees("(") || tokens.sees("::");
        while (tokens.takes("::")) {
            if (!tokens.sees(Kind.NAME)) {
                throw tokens.refusal("'::' is followed by a name");
            }
            tokens.take();
        }
        if (isFunction) {
            if (values) {
                throw new Refusal(
                        token.start(),
                        "'" + tokens.word(token)
                                + "' is a function, and values of a tfvars file call none: write the value.");
            }
            arguments();
        } else if (values && !WORDS.contains(tokens.word(token)) && !bound.contains(tokens.word(token))) {
            throw new Refusal(
                    token.start(),
                    "'" + tokens.word(token)
                            + "' is a variable, and values of a tfvars file use none: write texts in quotes.");
        }
    }

    private void arguments() {
        require("(", "a function has '(' behind its name");
        tokens.countLines(false);
        while (!tokens.sees(")")) {
            expression();
            if (tokens.takes("...")) {
                break;
            }
            if (!tokens.takes(",") && !tokens.sees(")")) {
                throw tokens.refusal("arguments are parted by ',' and end with ')'");
            }
        }
        close(")", "the arguments end with ')'");
    }

    private void parentheses() {
        tokens.take();
        tokens.countLines(false);
        expression();
        close(")", "'(' is closed by ')'");
    }

    /** The end of lines counts again only behind the bracket. */
    private void close(String symbol, String wanted) {
        require(symbol, wanted);
        tokens.countLinesAsBefore();
    }

    private void list() {
        tokens.take();
        tokens.countLines(false);
        if (tokens.seesWord("for")) {
            loop(false);
        } else {
            while (!tokens.sees("]")) {
                expression();
                if (!tokens.takes(",") && !tokens.sees("]")) {
                    throw tokens.refusal("values of a list are parted by ',' and end with ']'");
                }
            }
        }
        close("]", "a list ends with ']'");
    }

    private void table() {
        tokens.take();
        tokens.countLines(false);
        var isLoop = tokens.seesWord("for");
        if (isLoop) {
            loop(true);
            close("}", "the table ends with '}'");
            return;
        }
        tokens.countLinesAsBefore();
        tokens.countLines(true);
        while (true) {
            while (tokens.sees(Kind.LINE)) {
                tokens.take();
            }
            if (tokens.sees("}")) {
                break;
            }
            entry();
            if (!tokens.takes(",") && !tokens.sees(Kind.LINE) && !tokens.sees("}")) {
                throw tokens.refusal("values of a table are parted by ',' or lines, and end with '}'");
            }
        }
        close("}", "a table ends with '}'");
    }

    private void entry() {
        var key = tokens.peek();
        if (key.kind() == Kind.NAME) {
            tokens.take();
            if (tokens.isHidden(key) && (tokens.sees(Kind.LINE) || tokens.sees(",") || tokens.sees("}"))) {
                return;
            }
            if (!tokens.sees("=") && !tokens.sees(":")) {
                tokens.moveTo(key.start());
                expression();
            }
        } else {
            expression();
        }
        if (!tokens.takes("=") && !tokens.takes(":")) {
            throw tokens.refusal("a key of a table is followed by '=' and a value");
        }
        expression();
    }

    private void loop(boolean isTable) {
        tokens.take();
        var names = loopNames();
        expression();
        require(":", "behind what a 'for' goes over comes ':'");
        names.forEach(this::bind);
        expression();
        if (isTable) {
            require("=>", "a 'for' in a table has 'key => value'");
            expression();
            tokens.takes("...");
        } else if (tokens.sees("=>")) {
            throw tokens.refusal("a 'for' in a list has one value; for 'key => value' use { }");
        }
        if (tokens.takesWord("if")) {
            expression();
        }
        unbind(names.size());
    }

    /** The names of a {@code for} until behind its {@code in}. */
    Set<String> loopNames() {
        var names = new TreeSet<String>();
        do {
            if (!tokens.sees(Kind.NAME) || names.size() > 1) {
                throw tokens.refusal("behind 'for' come one or two names");
            }
            names.add(tokens.word(tokens.take()));
        } while (tokens.takes(","));
        if (!tokens.takesWord("in")) {
            throw tokens.refusal("behind the names of a 'for' comes 'in'");
        }
        return names;
    }

    private void traversal() {
        while (true) {
            if (tokens.takes(".")) {
                if (!tokens.takes("*")) {
                    attribute();
                }
            } else if (tokens.sees("[")) {
                tokens.take();
                tokens.countLines(false);
                if (!tokens.takes("*")) {
                    expression();
                }
                close("]", "'[' is closed by ']'");
            } else {
                return;
            }
        }
    }

    private void attribute() {
        if (!tokens.sees(Kind.NAME) && !tokens.sees(Kind.NUMBER)) {
            throw tokens.refusal("'.' is followed by a name");
        }
        tokens.take();
    }
}
