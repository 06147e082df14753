package dev.landfall.cli.job;

import dev.landfall.cli.output.Cell;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The outputs of a job or component, one line each. A sensitive one shows where it is kept, never what it is. */
public final class OutputLines {

    private OutputLines() {}

    /**
     * @param outputs values by name; a sensitive one is {@code {"secret": "path:key"}}
     */
    public static List<String> of(JsonNode outputs) {
        var lines = new ArrayList<String>();
        outputs.properties().forEach(entry -> lines.add(entry.getKey() + " = " + value(entry.getValue())));
        return lines;
    }

    private static String value(JsonNode value) {
        return value.path("secret").isString()
                ? "(sensitive, kept as " + value.path("secret").stringValue() + ")"
                : value.isObject() ? value.toString() : Cell.text(value);
    }
}
