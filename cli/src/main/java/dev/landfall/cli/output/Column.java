package dev.landfall.cli.output;

import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * A column of a table: its title and how to read its text from a row.
 */
public record Column(String title, Function<JsonNode, String> text) {

    /**
     * The value at a place in the row.
     *
     * @param pointer JSON pointer (RFC 6901), such as {@code /app/name}
     */
    public static Column of(String title, String pointer) {
        return new Column(title, row -> Cell.text(row.at(pointer)));
    }

    /** How long ago the instant at a place was. */
    public static Column age(String title, String pointer, Ages ages) {
        return new Column(title, row -> ages.since(row.at(pointer).asString("")));
    }
}
