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
        var here = node;
        for (var depth = 0; depth < path.size(); depth++) {
            var above = path.subList(0, depth);
            if (here.isNull()) {
                return new Value.Missing(
                        () -> path(base, path) + ": " + path(base, above) + " has no value yet (null).");
            }
            if (!here.isObject()) {
                throw new Refusal(path(base, path) + ": " + path(base, above) + " is a "
                        + here.getNodeType().name().toLowerCase(Locale.ROOT) + " and has no '" + path.get(depth)
                        + "'.");
            }
            var next = here.get(path.get(depth));
            if (next == null) {
                var lacking = here;
                return new Value.Missing(() -> missing(base, path, above, lacking));
            }
            here = next;
        }
        return new Value.Present(here);
    }

    private static String missing(String base, List<String> path, List<String> above, JsonNode node) {
        var names = node.propertyNames().stream().sorted().toList();
        var told = names.stream().limit(MAX_KEYS_TOLD).collect(Collectors.joining(", "));
        var lacking = path.get(above.size());
        var nearest = Nearest.to(lacking, names)
                .map(name -> " Did you mean '" + name + "'?")
                .orElse("");
        return path(base, path) + ": there is no '" + lacking + "' in " + path(base, above) + "." + nearest
                + (names.isEmpty()
                        ? " It is empty."
                        : " Available: " + told + (names.size() > MAX_KEYS_TOLD ? ", …" : "") + ".");
    }

    private static String path(String base, List<String> path) {
        var whole = path.isEmpty() ? base : base + "." + String.join(".", path);
        return whole.isEmpty() ? "the dot" : whole;
    }
}
