package dev.landfall.cli.job;

import dev.landfall.cli.output.Output;
import dev.landfall.cli.output.Printable;
import dev.landfall.cli.settings.Surroundings;
import dev.landfall.protocol.json.Json;
import tools.jackson.databind.JsonNode;

/** Prints the lines of a log: the job's own as they are, notices of the runner marked, or JSON lines. */
public final class LogPrinter {

    private final Surroundings surroundings;
    private final Output output;
    private final boolean timestamps;

    public LogPrinter(Surroundings surroundings, Output output, boolean timestamps) {
        this.surroundings = surroundings;
        this.output = output;
        this.timestamps = timestamps;
    }

    /**
     * @param line {@code {at, stream, text}}
     */
    public void print(JsonNode line) {
        surroundings.out().println(output.isJson() ? Json.writeString(line) : text(line));
    }

    private String text(JsonNode line) {
        var text = line.path("text").asString("");
        var shown = surroundings.readByPerson() ? Printable.line(text) : text;
        var marked =
                line.path("stream").asString("").equals("notice") ? output.ink().faint("== " + shown) : shown;
        return timestamps ? line.path("at").asString("") + " " + marked : marked;
    }
}
