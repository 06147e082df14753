package dev.landfall.formats.template;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a function was called with. Arguments are computed when they are asked for, once. Those that are not as asked for are refused with
 * the function's name. Not thread-safe.
 */
final class Arguments {

    private final Expression.Call call;
    private final Function<Expression, Value> evaluator;
    private final Budget budget;
    private final @Nullable Value[] values;

    Arguments(Expression.Call call, Function<Expression, Value> evaluator, Budget budget) {
        this.call = call;
        this.evaluator = evaluator;
        this.budget = budget;
        this.values = new Value[call.arguments().size()];
    }

    String function() {
        return call.function().name();
    }

    int count() {
        return values.length;
    }

    Budget budget() {
        return budget;
    }

    /** An argument that need not be there. */
    Value value(int index) {
        var known = values[index];
        if (known == null) {
            known = evaluator.apply(call.arguments().get(index));
            values[index] = known;
        }
        return known;
    }

    JsonNode node(int index) {
        return switch (value(index)) {
            case Value.Present present -> present.node();
            case Value.Missing missing -> throw new Refusal(missing.message());
        };
    }

    JsonNode last() {
        return node(count() - 1);
    }

    /** All from an index on. */
    List<JsonNode> nodes(int from) {
        var nodes = new ArrayList<JsonNode>();
        for (var i = from; i < count(); i++) {
            nodes.add(node(i));
        }
        return nodes;
    }

    /** The letters of a text, a number or a boolean. A secret has none: its value is known only where the job runs. */
    String text(int index) {
        var text = passedText(index);
        if (Texts.holdsSecret(text)) {
            throw new Refusal(
                    "'" + function() + "' cannot be applied to a secret: its value is known only where the job runs.");
        }
        return text;
    }

    /** The same, for a function that passes the text on as it is: a reference to a secret stays whole. */
    String passedText(int index) {
        var node = node(index);
        if (node.isContainer()) {
            throw wrong(index, "a text");
        }
        var text = Texts.of(node);
        budget.read(text.length());
        return text;
    }

    /** A whole number, or a text that is one. */
    long whole(int index) {
        return Numbers.whole(node(index), function());
    }

    /** A whole number that counts something in memory. */
    int count(int index) {
        var number = whole(index);
        if (number < 0 || number > TemplateEngine.MAX_LENGTH) {
            throw new Refusal("'" + function() + "' wants a number from 0 to " + TemplateEngine.MAX_LENGTH + ", not "
                    + number + ".");
        }
        return (int) number;
    }

    boolean truth(int index) {
        return Truth.of(node(index));
    }

    JsonNode list(int index) {
        var node = node(index);
        if (!node.isArray()) {
            throw wrong(index, "a list");
        }
        budget.elements(node.size());
        return node;
    }

    JsonNode table(int index) {
        var node = node(index);
        if (!node.isObject()) {
            throw wrong(index, "a table");
        }
        budget.elements(node.size());
        return node;
    }

    private Refusal wrong(int index, String wanted) {
        return new Refusal("'" + function() + "' wants " + wanted + " as argument " + (index + 1) + ", not "
                + Texts.kind(node(index)) + ".");
    }
}
