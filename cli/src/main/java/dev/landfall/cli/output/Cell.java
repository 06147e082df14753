package dev.landfall.cli.output;

import java.util.ArrayList;
import tools.jackson.databind.JsonNode;

/** A JSON value in a few words: scalars as they are, lists with commas, nothing for what is absent. */
public final class Cell {

    private Cell() {}

    public static String text(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (value.isArray()) {
            var parts = new ArrayList<String>();
            value.forEach(element -> parts.add(text(element)));
            return String.join(", ", parts);
        }
        if (value.isObject()) {
            return value.path("name").isString() ? value.path("name").stringValue() : value.toString();
        }
        return value.asString("");
    }
}
