package dev.landfall.formats.template;

import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** What an expression came to. */
sealed interface Value {

    record Present(JsonNode node) implements Value {}

    /**
     * The tree has no such name; {@code default} and {@code coalesce} mend it, for everything else it is a problem.
     *
     * @param sentence what to say of it, made when it is needed
     */
    record Missing(Supplier<String> sentence) implements Value {

        String message() {
            return sentence.get();
        }
    }
}
