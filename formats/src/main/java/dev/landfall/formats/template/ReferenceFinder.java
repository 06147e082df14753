package dev.landfall.formats.template;

import dev.landfall.formats.problem.Location;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a template reads from the tree without rendering it. It follows the dot of {@code with}, variables, and {@code index},
 * {@code get} and {@code dig} with keys that are written in the template. Not thread-safe.
 */
final class ReferenceFinder {

    private final SequencedSet<Reference> references = new LinkedHashSet<>();

    /** What is known of a value: the path where it stands in the tree, or nothing. */
    private record Origin(@Nullable List<String> path) {

        static final Origin UNKNOWN = new Origin(null);

        Origin below(List<String> names) {
            return path == null
                    ? UNKNOWN
                    : new Origin(Stream.concat(path.stream(), names.stream()).toList());
        }
    }

    List<Reference> in(List<Node> nodes) {
        nodes(nodes, Scope.outermost(Origin.UNKNOWN));
        return List.copyOf(references);
    }

    private void nodes(List<Node> nodes, Scope<Origin> scope) {
        nodes.forEach(node -> node(node, scope));
    }

    private void node(Node node, Scope<Origin> scope) {
        switch (node) {
            case Node.Text text -> {}
            case Node.Jump jump -> {}
            case Node.Output output -> used(output.value(), scope, output.at());
            case Node.Assignment assignment -> {
                var origin = used(assignment.value(), scope, assignment.at());
                if (assignment.declares()) {
                    scope.declare(assignment.variable(), origin);
                } else {
                    scope.assign(assignment.variable(), Origin.UNKNOWN);
                }
            }
            case Node.Choice choice -> choice(choice, scope);
            case Node.Loop loop -> loop(loop, scope);
        }
    }

    private void choice(Node.Choice choice, Scope<Origin> scope) {
        var origin = used(choice.subject(), scope, choice.at());
        var then = choice.binds() ? scope.inner(origin) : scope.inner();
        var otherwise = scope.inner();
        if (choice.variable() != null) {
            then.declare(choice.variable(), origin);
            otherwise.declare(choice.variable(), origin);
        }
        nodes(choice.then(), then);
        nodes(choice.otherwise(), otherwise);
    }

    private void loop(Node.Loop loop, Scope<Origin> scope) {
        used(loop.subject(), scope, loop.at());
        var inner = scope.inner(Origin.UNKNOWN);
        loop.variables().forEach(variable -> inner.declare(variable, Origin.UNKNOWN));
        nodes(loop.body(), inner);
        nodes(loop.otherwise(), scope.inner());
    }

    /** Notes what the expression reads. */
    private Origin used(Expression expression, Scope<Origin> scope, Location at) {
        var origin = origin(expression, scope, at);
        if (origin.path() != null && readsTree(expression)) {
            references.add(new Reference(origin.path(), at));
        }
        return origin;
    }

    /** The bare dot and a bare variable were noted where they got their value. */
    private static boolean readsTree(Expression expression) {
        return !(expression instanceof Expression.Dot || expression instanceof Expression.Variable);
    }

    private Origin origin(Expression expression, Scope<Origin> scope, Location at) {
        return switch (expression) {
            case Expression.Literal literal -> Origin.UNKNOWN;
            case Expression.Tree tree -> new Origin(List.of());
            case Expression.Dot dot -> scope.dot();
            case Expression.Variable variable -> {
                var origin = scope.find(variable.name());
                yield origin == null ? Origin.UNKNOWN : origin;
            }
            case Expression.Field field -> origin(field.base(), scope, at).below(field.names());
            case Expression.Call call -> call(call, scope, at);
        };
    }

    private Origin call(Expression.Call call, Scope<Origin> scope, Location at) {
        var arguments = call.arguments();
        return switch (call.function().name()) {
            case "index", "get" -> keyed(arguments.getFirst(), arguments.subList(1, arguments.size()), scope, at);
            case "dig" -> {
                used(arguments.get(arguments.size() - 2), scope, at);
                yield keyed(arguments.getLast(), arguments.subList(0, arguments.size() - 2), scope, at);
            }
            default -> {
                arguments.forEach(argument -> used(argument, scope, at));
                yield Origin.UNKNOWN;
            }
        };
    }

    /** A value looked up by keys: known as far as the keys are texts of the template. */
    private Origin keyed(Expression base, List<Expression> keys, Scope<Origin> scope, Location at) {
        var names = new ArrayList<String>();
        for (var key : keys) {
            if (!(key instanceof Expression.Literal literal && literal.value().isString())) {
                break;
            }
            names.add(literal.value().stringValue());
        }
        var origin = origin(base, scope, at).below(names);
        if (names.size() == keys.size()) {
            return origin;
        }
        keys.forEach(key -> used(key, scope, at));
        if (origin.path() != null) {
            references.add(new Reference(origin.path(), at));
        }
        return Origin.UNKNOWN;
    }
}
