package dev.landfall.cli.output;

import dev.landfall.protocol.json.Json;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Prints results. As JSON the API's reply goes out as it came; as a table, people get what they need. What is said
 * beside the result ({@link #say}) goes to the error stream when the result is JSON, so that programs read only that.
 */
public final class Output {

    private final PrintStream out;
    private final PrintStream aside;
    private final OutputFormat format;
    private final Ink ink;
    private final Ages ages;

    public Output(PrintStream out, PrintStream err, OutputFormat format, Ink ink, InstantSource clock) {
        this.out = out;
        this.aside = format == OutputFormat.JSON ? err : out;
        this.format = format;
        this.ink = ink;
        this.ages = new Ages(clock);
    }

    public boolean isJson() {
        return format == OutputFormat.JSON;
    }

    public Ages ages() {
        return ages;
    }

    public Ink ink() {
        return ink;
    }

    /** A list reply: its {@code items} as a table, and how to get the rest. */
    public void items(JsonNode reply, String whenEmpty, List<Column> columns) {
        print(reply, () -> {
            var items = reply.path("items");
            if (items.isEmpty()) {
                out.println(whenEmpty);
                return;
            }
            table(items, columns);
            var next = reply.path("next").asString("");
            if (!next.isEmpty()) {
                out.println("There are more: add --after " + next);
            }
        });
    }

    /** One thing: its JSON, or the sheet that the caller draws. */
    public void one(JsonNode reply, Consumer<Sheet> sheet) {
        print(reply, () -> sheet.accept(new Sheet(out, ink)));
    }

    /** A change that was made: its JSON, or a sentence. */
    public void done(JsonNode reply, String sentence) {
        print(reply, () -> out.println(Printable.line(sentence)));
    }

    /** A line beside the result. */
    public void say(String line) {
        aside.println(Printable.line(line));
    }

    /** Progress beside the result; rewritten in place when a person reads. */
    public Progress progress(boolean terminal) {
        return new Progress(aside, terminal && !isJson());
    }

    /** Text that is the result itself, such as a script; the same in both formats. */
    public void raw(String text) {
        out.print(text);
        out.flush();
    }

    void table(JsonNode rows, List<Column> columns) {
        Table.lines(Table.cells(rows, columns), ink).forEach(out::println);
    }

    private void print(JsonNode reply, Runnable forPeople) {
        if (isJson()) {
            out.println(Json.writePretty(reply.isMissingNode() ? Json.mapper().createObjectNode() : reply));
        } else {
            forPeople.run();
        }
    }
}
