package dev.landfall.formats.template;

import tools.jackson.databind.JsonNode;

/** What an expression came to. */
sealed interface Value {

    record Present(JsonNode node) implements Value {}

    /** The tree has no such name; {@code default} and {@code coalesce} mend it, for everything else the message is a problem. */
    record Missing(String message) implements Value {}
}
