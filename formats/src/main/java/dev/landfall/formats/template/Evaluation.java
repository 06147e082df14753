package dev.landfall.formats.template;

import dev.landfall.formats.problem.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Computes one placeholder over a tree. */
final class Evaluation {

    private static final int MAX_KEYS_TOLD = 30;

    private Evaluation() {}

    static Value of(Part.Placeholder placeholder, JsonNode tree) {
        Value piped = null;
        for (var command : placeholder.commands()) {
            piped = command(command, piped, tree);
        }
        return piped == null ? new Value.Wrong("The placeholder is empty.") : piped;
    }

    private static Value command(Part.Command command, @Nullable Value piped, JsonNode tree) {
        return switch (command) {
            case Part.Operand operand -> operand(operand, tree);
            case Part.Call call -> {
                var arguments = new ArrayList<Value>();
                call.arguments().forEach(argument -> arguments.add(operand(argument, tree)));
                if (piped != null) {
                    arguments.add(piped);
                }
                yield call.function().apply(arguments);
            }
        };
    }

    private static Value operand(Part.Operand operand, JsonNode tree) {
        return switch (operand) {
            case Part.Literal literal -> new Value.Present(literal.value());
            case Part.Field field -> field(field.path(), tree);
        };
    }

    private static Value field(List<String> path, JsonNode tree) {
        var node = tree;
        for (var depth = 0; depth < path.size(); depth++) {
            if (node.isNull()) {
                return new Value.Missing(
                        whole(path) + ": " + whole(path.subList(0, depth)) + " has no value yet (null).");
            }
            if (!node.isObject()) {
                return new Value.Wrong(whole(path) + ": " + whole(path.subList(0, depth)) + " is a "
                        + node.getNodeType().name().toLowerCase(Locale.ROOT) + " and has no '" + path.get(depth)
                        + "'.");
            }
            var below = node.get(path.get(depth));
            if (below == null) {
                return new Value.Missing(missing(path, depth, node));
            }
            node = below;
        }
        return new Value.Present(node);
    }

    private static String missing(List<String> path, int depth, JsonNode node) {
        var names = node.propertyNames().stream().sorted().toList();
        var told = names.stream().limit(MAX_KEYS_TOLD).collect(Collectors.joining(", "));
        var nearest = Nearest.to(path.get(depth), names)
                .map(name -> " Did you mean '" + name + "'?")
                .orElse("");
        return whole(path) + ": there is no '" + path.get(depth) + "' in " + whole(path.subList(0, depth)) + "."
                + nearest
                + (names.isEmpty()
                        ? " It is empty."
                        : " Available: " + told + (names.size() > MAX_KEYS_TOLD ? ", …" : "") + ".");
    }

    private static String whole(List<String> path) {
        return path.isEmpty() ? ".nuon" : ".nuon." + String.join(".", path);
    }
}
