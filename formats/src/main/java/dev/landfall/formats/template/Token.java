package dev.landfall.formats.template;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** A word of the placeholder language. */
sealed interface Token {

    /** {@code .a.b}, all names. */
    record Path(List<String> names) implements Token {}

    record Value(JsonNode value) implements Token {}

    record Word(String text) implements Token {}

    record Pipe() implements Token {}

    /** The closing braces. */
    record End(boolean trims) implements Token {}

    /** What cannot be read, told as a sentence. */
    record Bad(String message) implements Token {}
}
