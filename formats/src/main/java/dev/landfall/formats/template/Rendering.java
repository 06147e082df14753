package dev.landfall.formats.template;

import dev.landfall.formats.problem.Location;
import dev.landfall.formats.problem.Problems;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;

/** Fills in one template. A part with a problem is left out, and the rest goes on, so that all problems are told. Not thread-safe. */
final class Rendering {

    private final Budget budget = new Budget();
    private final Evaluation evaluation;
    private final Scope<JsonNode> outermost;
    private final Problems problems;
    private final StringBuilder text = new StringBuilder();

    Rendering(JsonNode tree, Problems problems) {
        this.evaluation = new Evaluation(tree, budget);
        this.outermost = Scope.outermost(NullNode.instance);
        this.problems = problems;
    }

    /** The value of a template that is one placeholder, with its type. */
    JsonNode value(Node.Output only) {
        var value = attempt(only.at(), () -> evaluation.present(only.value(), outermost));
        return value == null ? NullNode.instance : value;
    }

    String text(List<Node> nodes) {
        nodes(nodes, outermost);
        return text.toString();
    }

    /** How a run of nodes ended. */
    private enum Flow {
        ON,
        BREAK,
        CONTINUE
    }

    private Flow nodes(List<Node> nodes, Scope<JsonNode> scope) {
        for (var node : nodes) {
            var flow = node(node, scope);
            if (flow != Flow.ON) {
                return flow;
            }
        }
        return Flow.ON;
    }

    private Flow node(Node node, Scope<JsonNode> scope) {
        return switch (node) {
            case Node.Text plain -> write(plain.text());
            case Node.Output output -> output(output, scope);
            case Node.Assignment assignment -> assign(assignment, scope);
            case Node.Choice choice -> choose(choice, scope);
            case Node.Loop loop -> loop(loop, scope);
            case Node.Jump jump -> jump.leaves() ? Flow.BREAK : Flow.CONTINUE;
        };
    }

    private Flow output(Node.Output output, Scope<JsonNode> scope) {
        var written = attempt(output.at(), () -> {
            var plain = Texts.of(evaluation.present(output.value(), scope));
            budget.text(plain.length());
            budget.whole((long) text.length() + plain.length());
            return plain;
        });
        return written == null ? Flow.ON : write(written);
    }

    private Flow write(String plain) {
        text.append(plain);
        return Flow.ON;
    }

    private Flow assign(Node.Assignment assignment, Scope<JsonNode> scope) {
        var value = attempt(assignment.at(), () -> evaluation.present(assignment.value(), scope));
        var kept = value == null ? NullNode.instance : value;
        if (assignment.declares()) {
            scope.declare(assignment.variable(), kept);
        } else {
            scope.assign(assignment.variable(), kept);
        }
        return Flow.ON;
    }

    private Flow choose(Node.Choice choice, Scope<JsonNode> scope) {
        var subject = attempt(choice.at(), () -> evaluation.present(choice.subject(), scope));
        if (subject == null) {
            return Flow.ON;
        }
        var holds = Truth.of(subject);
        var inner = choice.binds() && holds ? scope.inner(subject) : scope.inner();
        if (choice.variable() != null) {
            inner.declare(choice.variable(), subject);
        }
        return nodes(holds ? choice.then() : choice.otherwise(), inner);
    }

    private Flow loop(Node.Loop loop, Scope<JsonNode> scope) {
        var subject = attempt(loop.at(), () -> evaluation.present(loop.subject(), scope));
        var rounds = subject == null ? null : attempt(loop.at(), () -> rounds(subject));
        if (rounds == null) {
            return Flow.ON;
        }
        if (rounds.isEmpty()) {
            return nodes(loop.otherwise(), scope.inner());
        }
        var already = problems.count();
        for (var round : rounds) {
            var inner = scope.inner(round.element());
            bind(loop, round, inner);
            if (nodes(loop.body(), inner) == Flow.BREAK
                    || attempt(loop.at(), this::turned) == null
                    || problems.count() > already) {
                break;
            }
        }
        return Flow.ON;
    }

    private List<Round> rounds(JsonNode subject) {
        var rounds = Round.of(subject);
        budget.elements(rounds.size());
        return rounds;
    }

    /** Plain text costs nothing by itself; that of a loop is written once in each turn. */
    private boolean turned() {
        budget.step();
        budget.whole(text.length());
        return true;
    }

    private static void bind(Node.Loop loop, Round round, Scope<JsonNode> scope) {
        var variables = loop.variables();
        for (var i = 0; i < variables.size(); i++) {
            var value = i == variables.size() - 1 ? round.element() : round.key();
            if (loop.declares()) {
                scope.declare(variables.get(i), value);
            } else {
                scope.assign(variables.get(i), value);
            }
        }
    }

    private <T> @Nullable T attempt(Location at, Supplier<T> work) {
        try {
            return work.get();
        } catch (Refusal refusal) {
            problems.add(at, refusal.sentence());
            return null;
        }
    }

    /** One turn of a loop. */
    private record Round(JsonNode key, JsonNode element) {

        /** Lists by index, tables by sorted key, a number n as 0 to n-1, nothing for null. */
        static List<Round> of(JsonNode subject) {
            var json = JsonNodeFactory.instance;
            return switch (subject.getNodeType()) {
                case ARRAY ->
                    IntStream.range(0, subject.size())
                            .mapToObj(i -> new Round(json.numberNode(i), subject.get(i)))
                            .toList();
                case OBJECT ->
                    subject.propertyNames().stream()
                            .sorted()
                            .map(name -> new Round(json.stringNode(name), subject.get(name)))
                            .toList();
                case NUMBER ->
                    Lists.counting(Numbers.whole(subject, "range")).stream()
                            .map(i -> new Round(i, i))
                            .toList();
                case NULL, MISSING -> List.of();
                case STRING, BOOLEAN, BINARY, POJO ->
                    throw new Refusal("'range' goes over a list, a table or a whole number; this is "
                            + Texts.kind(subject) + ".");
            };
        }
    }
}
