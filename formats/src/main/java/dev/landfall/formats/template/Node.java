package dev.landfall.formats.template;

import dev.landfall.formats.problem.Location;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of a template, in the order of the text. */
sealed interface Node {

    /** Text that stays as it is. */
    record Text(String text) implements Node {}

    /** {@code {{ pipeline }}}: its value is written. */
    record Output(Expression value, Location at) implements Node {}

    /** {@code {{ $x := pipeline }}} or {@code {{ $x = pipeline }}}: nothing is written. */
    record Assignment(String variable, boolean declares, Expression value, Location at) implements Node {}

    /**
     * {@code if} and {@code with}; an {@code else if} is a choice inside {@code otherwise}.
     *
     * @param binds true for {@code with}, whose value becomes the dot
     * @param variable gets the value, where one is declared
     */
    record Choice(
            boolean binds,
            @Nullable String variable,
            Expression subject,
            List<Node> then,
            List<Node> otherwise,
            Location at)
            implements Node {

        public Choice {
            then = List.copyOf(then);
            otherwise = List.copyOf(otherwise);
        }
    }

    /**
     * {@code range}.
     *
     * @param variables none, the element's, or those of index (or key) and element
     * @param declares whether they are new
     */
    record Loop(
            List<String> variables,
            boolean declares,
            Expression subject,
            List<Node> body,
            List<Node> otherwise,
            Location at)
            implements Node {

        public Loop {
            variables = List.copyOf(variables);
            body = List.copyOf(body);
            otherwise = List.copyOf(otherwise);
        }
    }

    /** {@code break} or {@code continue}. */
    record Jump(boolean leaves) implements Node {}
}
