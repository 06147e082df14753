package dev.landfall.formats.template;

import dev.landfall.formats.problem.Location;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The syntax tree of a template: texts and placeholders in order. */
sealed interface Part {

    /** Text that stays as it is. */
    record Text(String text) implements Part {}

    /**
     * What stands between the braces.
     *
     * @param commands at least one; each gets the result of the one before as its last argument
     */
    record Placeholder(List<Command> commands, Location at) implements Part {

        public Placeholder {
            commands = List.copyOf(commands);
        }
    }

    /** One link of a pipeline. */
    sealed interface Command {}

    /** Something that has a value by itself. */
    sealed interface Operand extends Command {}

    /** {@code .nuon.a.b}, without its first name. */
    record Field(List<String> path) implements Operand {

        public Field {
            path = List.copyOf(path);
        }
    }

    /** {@code "text"}, {@code 5}, {@code true}. */
    record Literal(JsonNode value) implements Operand {}

    /** {@code default "x"}; a piped value is added as the last argument. */
    record Call(TemplateFunction function, List<Operand> arguments) implements Command {

        public Call {
            arguments = List.copyOf(arguments);
        }
    }
}
