package dev.landfall.formats.template;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** A word of the language between the braces. */
sealed interface Token {

    /** {@code .a.b}, all names; none for the dot alone. */
    record Path(List<String> names) implements Token {}

    /** {@code $x.a.b}; the name is empty for {@code $} alone. */
    record Variable(String name, List<String> fields) implements Token {}

    record Value(JsonNode value) implements Token {}

    record Word(String text) implements Token {}

    record Pipe() implements Token {}

    /** {@code (}. */
    record Open() implements Token {}

    /** {@code )} with the names that follow it at once, as in {@code (index $x 0).name}. */
    record Close(List<String> fields) implements Token {}

    /** {@code :=} or {@code =}. */
    record Assign(boolean declares) implements Token {}

    record Comma() implements Token {}

    /** The closing braces. */
    record End(boolean trims) implements Token {}

    /** What cannot be read, told as a sentence. */
    record Bad(String message) implements Token {}
}
