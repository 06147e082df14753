package dev.landfall.formats.template;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** What has a value. A pipeline {@code a | f x} is the call {@code f x a}. */
sealed interface Expression {

    /** {@code "text"}, {@code 5}, {@code true}, {@code nil}. */
    record Literal(JsonNode value) implements Expression {}

    /** What {@code .nuon} and {@code .landfall} stand for. */
    record Tree() implements Expression {}

    /** The dot of a {@code with} or {@code range}. */
    record Dot() implements Expression {}

    record Variable(String name) implements Expression {}

    /**
     * Names after a value.
     *
     * @param names at least one
     */
    record Field(Expression base, List<String> names) implements Expression {

        public Field {
            names = List.copyOf(names);
        }
    }

    record Call(TemplateFunction function, List<Expression> arguments) implements Expression {

        public Call {
            arguments = List.copyOf(arguments);
        }
    }
}
