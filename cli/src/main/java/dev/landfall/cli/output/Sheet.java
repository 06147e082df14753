package dev.landfall.cli.output;

import java.io.PrintStream;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** One thing for people: fields one below the other, then tables with a heading. */
public final class Sheet {

    private static final int LABEL_WIDTH = 14;

    private final PrintStream out;
    private final Ink ink;

    Sheet(PrintStream out, Ink ink) {
        this.out = out;
        this.ink = ink;
    }

    /** A field; left out when there is nothing to say. */
    public Sheet field(String label, String value) {
        if (!value.isEmpty()) {
            out.println(
                    label + " ".repeat(Math.max(1, LABEL_WIDTH - label.length())) + ink.status(Printable.cell(value)));
        }
        return this;
    }

    /** The value at a place in a reply. */
    public Sheet field(String label, JsonNode reply, String pointer) {
        return field(label, Cell.text(reply.at(pointer)));
    }

    /** A table below a heading; left out when it has no rows. */
    public Sheet table(String heading, JsonNode rows, List<Column> columns) {
        if (!rows.isEmpty()) {
            heading(heading);
            Table.lines(Table.cells(rows, columns), ink).forEach(line -> out.println("  " + line));
        }
        return this;
    }

    /** Lines below a heading; left out when there are none. */
    public Sheet lines(String heading, List<String> lines) {
        if (!lines.isEmpty()) {
            heading(heading);
            lines.forEach(line -> out.println("  " + Printable.line(line)));
        }
        return this;
    }

    private void heading(String heading) {
        out.println();
        out.println(ink.bold(heading));
    }
}
