package dev.landfall.formats.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what stands between braces: bindings, pipelines, calls, operands. Not thread-safe. */
final class ExpressionParser {

    private static final int MAX_DEPTH = 50;

    /** Each function of a pipeline is a call within the next one. */
    private static final int MAX_PIPES = 100;

    private static final Set<String> ROOTS = Set.of("nuon", "landfall");

    private final Words words;
    private final Names names;
    private int depth;
    private int pipes;

    ExpressionParser(Words words, Names names) {
        this.words = words;
        this.names = names;
    }

    /** Variables that a pipeline's value goes to. */
    record Binding(List<String> variables, boolean declares) {}

    /** {@code $x :=}, {@code $x =}, and with {@code most = 2} also {@code $i, $x :=}; nothing when none stands here. */
    @Nullable Binding binding(int most) {
        if (words.peek(1) instanceof Token.Assign) {
            return new Binding(List.of(bound()), assignment());
        }
        if (most == 2 && words.peek(1) instanceof Token.Comma && words.peek(3) instanceof Token.Assign) {
            var first = bound();
            words.take();
            return new Binding(List.of(first, bound()), assignment());
        }
        return null;
    }

    private String bound() {
        if (words.take() instanceof Token.Variable variable
                && !variable.name().isEmpty()
                && variable.fields().isEmpty()) {
            return variable.name();
        }
        throw new Refusal("Only a variable such as $x can stand before ':=' or '='.");
    }

    private boolean assignment() {
        return words.take() instanceof Token.Assign assign && assign.declares();
    }

    /** A pipeline that reaches to the closing braces. */
    Expression pipelineToEnd() {
        var pipeline = pipeline();
        if (!words.atEnd()) {
            throw new Refusal(
                    words.peek() instanceof Token.Close
                            ? "')' has no '(' before it."
                            : "Only a function takes arguments; put '|' between a value and a function.");
        }
        return pipeline;
    }

    private Expression pipeline() {
        if (++depth > MAX_DEPTH) {
            throw new Refusal("Parentheses are nested deeper than " + MAX_DEPTH + " here.");
        }
        var value = command(null);
        while (words.peek() instanceof Token.Pipe) {
            words.take();
            if (++pipes > MAX_PIPES) {
                throw new Refusal(
                        "More than " + MAX_PIPES + " '|' stand in one placeholder; put values into variables.");
            }
            value = command(value);
        }
        depth--;
        return value;
    }

    private Expression command(@Nullable Expression piped) {
        if (words.peek() instanceof Token.Word word) {
            words.take();
            return call(word.text(), arguments(), piped);
        }
        if (!isOperand(words.peek())) {
            throw new Refusal("The placeholder is empty here; write a path such as .nuon.inputs.inputs.region.");
        }
        if (piped != null) {
            throw new Refusal("A value cannot stand behind '|'; a function must.");
        }
        var value = operand();
        if (isOperand(words.peek()) || words.peek() instanceof Token.Word) {
            throw new Refusal("Only a function takes arguments; put '|' between a value and a function.");
        }
        return value;
    }

    private List<Expression> arguments() {
        var arguments = new ArrayList<Expression>();
        while (isOperand(words.peek()) || words.peek() instanceof Token.Word) {
            arguments.add(operand());
        }
        return arguments;
    }

    private static Expression call(String name, List<Expression> arguments, @Nullable Expression piped) {
        var function = Functions.named(name);
        var given = new ArrayList<>(arguments);
        if (piped != null) {
            given.add(piped);
        }
        if (given.size() < function.least() || given.size() > function.most()) {
            throw new Refusal("'" + name + "' takes " + function.arity() + ", here it has " + given.size()
                    + " (a value before '|' counts).");
        }
        return new Expression.Call(function, given);
    }

    private static boolean isOperand(Token token) {
        return switch (token) {
            case Token.Path path -> true;
            case Token.Variable variable -> true;
            case Token.Value value -> true;
            case Token.Open open -> true;
            case Token.Word word -> false;
            case Token.Pipe pipe -> false;
            case Token.Close close -> false;
            case Token.Assign assign -> false;
            case Token.Comma comma -> false;
            case Token.End end -> false;
            case Token.Bad bad -> false;
        };
    }

    private Expression operand() {
        return switch (words.take()) {
            case Token.Value value -> new Expression.Literal(value.value());
            case Token.Path path -> path(path.names());
            case Token.Variable variable -> variable(variable);
            case Token.Open open -> parenthesis();
            case Token.Word word -> constant(word.text());
            case Token.Pipe pipe -> throw new AssertionError(pipe);
            case Token.Close close -> throw new AssertionError(close);
            case Token.Assign assign -> throw new AssertionError(assign);
            case Token.Comma comma -> throw new AssertionError(comma);
            case Token.End end -> throw new AssertionError(end);
            case Token.Bad bad -> throw new AssertionError(bad);
        };
    }

    private Expression path(List<String> path) {
        if (!names.dotIsRoot()) {
            return fields(new Expression.Dot(), path);
        }
        return rooted(path, path.isEmpty() ? "." : "");
    }

    private Expression variable(Token.Variable variable) {
        if (variable.name().isEmpty()) {
            return rooted(variable.fields(), "$");
        }
        names.require(variable.name());
        return fields(new Expression.Variable(variable.name()), variable.fields());
    }

    private static Expression rooted(List<String> path, String sign) {
        if (path.isEmpty()) {
            throw new Refusal(
                    "A name is missing after '" + sign + "'; write a path such as .nuon.inputs.inputs.region.");
        }
        if (!ROOTS.contains(path.getFirst())) {
            throw new Refusal("'" + sign + "." + String.join(".", path) + "' does not start with .nuon or .landfall.");
        }
        return fields(new Expression.Tree(), path.subList(1, path.size()));
    }

    private Expression parenthesis() {
        var inside = pipeline();
        if (words.take() instanceof Token.Close close) {
            return fields(inside, close.fields());
        }
        throw new Refusal("The parenthesis is not closed: write ) behind what it holds.");
    }

    /** A function without arguments may stand as an argument. */
    private static Expression constant(String word) {
        if (Functions.NAMES.contains(word) && Functions.named(word).least() == 0) {
            return new Expression.Call(Functions.named(word), List.of());
        }
        throw new Refusal("'" + word + "' is neither a path nor a text: paths start with '.', texts stand in quotes"
                + (Functions.NAMES.contains(word) ? ", a call in parentheses." : "."));
    }

    private static Expression fields(Expression base, List<String> names) {
        return names.isEmpty() ? base : new Expression.Field(base, names);
    }
}
