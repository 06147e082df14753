package dev.landfall.formats.template;

import tools.jackson.databind.JsonNode;

/** What a piece of a placeholder came to. */
sealed interface Value {

    record Present(JsonNode node) implements Value {}

    /** The tree has no such name; {@code default} mends it. */
    record Missing(String message) implements Value {}

    /** The tree has it, but it cannot be used so. */
    record Wrong(String message) implements Value {}
}
