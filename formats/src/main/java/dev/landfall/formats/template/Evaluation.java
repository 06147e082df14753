package dev.landfall.formats.template;

import dev.landfall.formats.problem.Nearest;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Computes expressions over a tree. */
final class Evaluation {

    private static final int MAX_KEYS_TOLD = 30;
    private static final String TREE = ".nuon";

    private final JsonNode tree;
    private final Budget budget;

    Evaluation(JsonNode tree, Budget budget) {
        this.tree = tree;
        this.budget = budget;
    }

    /**
     * The value of an expression.
     *
     * @throws Refusal for one that cannot be computed or names what is not there
     */
    JsonNode present(Expression expression, Scope<JsonNode> scope) {
        return switch (value(expression, scope)) {
            case Value.Present present -> present.node();
            case Value.Missing missing -> throw new Refusal(missing.message());
        };
    }

    /** The same, where a name that is not there is an answer too. */
    Value value(Expression expression, Scope<JsonNode> scope) {
        budget.step();
        return switch (expression) {
            case Expression.Literal literal -> new Value.Present(literal.value());
            case Expression.Tree all -> new Value.Present(tree);
            case Expression.Dot dot -> new Value.Present(scope.dot());
            case Expression.Variable variable -> new Value.Present(variable(variable, scope));
            case Expression.Field field -> field(field, scope);
            case Expression.Call call -> call(call, scope);
        };
    }

    private static JsonNode variable(Expression.Variable variable, Scope<JsonNode> scope) {
        var value = scope.find(variable.name());
        if (value == null) {
            throw new Refusal("The variable '$" + variable.name() + "' has no value here.");
        }
        return value;
    }

    private Value call(Expression.Call call, Scope<JsonNode> scope) {
        var arguments = new Arguments(call, argument -> value(argument, scope), budget);
        var result = call.function().body().apply(arguments);
        budget.made(result);
        return new Value.Present(result);
    }

    private Value field(Expression.Field field, Scope<JsonNode> scope) {
        return switch (value(field.base(), scope)) {
            case Value.Missing missing -> missing;
            case Value.Present base -> below(base.node(), name(field.base()), field.names());
        };
    }

    private static String name(Expression base) {
        return switch (base) {
            case Expression.Tree all -> TREE;
            case Expression.Variable variable -> "$" + variable.name();
            case Expression.Dot dot -> "";
            case Expression.Field field -> name(field.base()) + "." + String.join(".", field.names());
            case Expression.Literal literal -> "()";
            case Expression.Call call -> "(" + call.function().name() + " …)";
        };
    }

    /** What stands at a path below a node; {@code base} is what the template calls the node. */
    static Value below(JsonNode node, String base, List<String> path) {
        for (var depth = 0; depth < path.size(); depth++) {
            var whole = path(base, path);
            if (node.isNull()) {
                return new Value.Missing(
                        whole + ": " + path(base, path.subList(0, depth)) + " has no value yet (null).");
            }
            if (!node.isObject()) {
                throw new Refusal(whole + ": " + path(base, path.subList(0, depth)) + " is a "
                        + node.getNodeType().name().toLowerCase(Locale.ROOT) + " and has no '" + path.get(depth)
                        + "'.");
            }
            var next = node.get(path.get(depth));
            if (next == null) {
                return new Value.Missing(missing(base, path, depth, node));
            }
            node = next;
        }
        return new Value.Present(node);
    }

    private static String missing(String base, List<String> path, int depth, JsonNode node) {
        var names = node.propertyNames().stream().sorted().toList();
        var told = names.stream().limit(MAX_KEYS_TOLD).collect(Collectors.joining(", "));
        var nearest = Nearest.to(path.get(depth), names)
                .map(name -> " Did you mean '" + name + "'?")
                .orElse("");
        return path(base, path) + ": there is no '" + path.get(depth) + "' in " + path(base, path.subList(0, depth))
                + "." + nearest
                + (names.isEmpty()
                        ? " It is empty."
                        : " Available: " + told + (names.size() > MAX_KEYS_TOLD ? ", …" : "") + ".");
    }

    private static String path(String base, List<String> path) {
        var whole = path.isEmpty() ? base : base + "." + String.join(".", path);
        return whole.isEmpty() ? "the dot" : whole;
    }
}
