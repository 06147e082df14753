package dev.landfall.cli.output;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Rows in aligned columns, two spaces apart, the title above; no trailing spaces. */
final class Table {

    private static final String GAP = "  ";

    private Table() {}

    /** The lines, title first. */
    static List<List<String>> cells(JsonNode rows, List<Column> columns) {
        var cells = new ArrayList<List<String>>();
        cells.add(columns.stream().map(Column::title).toList());
        rows.forEach(row -> cells.add(columns.stream()
                .map(column -> Printable.cell(column.text().apply(row)))
                .toList()));
        return cells;
    }

    static List<String> lines(List<List<String>> cells, Ink ink) {
        var widths = widths(cells);
        var lines = new ArrayList<String>();
        for (var row = 0; row < cells.size(); row++) {
            lines.add(line(cells.get(row), widths, row == 0 ? ink.plain() : ink));
        }
        return lines;
    }

    private static String line(List<String> cells, int[] widths, Ink ink) {
        var line = new StringBuilder();
        for (var column = 0; column < cells.size(); column++) {
            var text = cells.get(column);
            var padding = column == cells.size() - 1 ? "" : " ".repeat(widths[column] - Printable.width(text)) + GAP;
            line.append(ink.status(text)).append(padding);
        }
        return line.toString().stripTrailing();
    }

    private static int[] widths(List<List<String>> cells) {
        var widths = new int[cells.get(0).size()];
        for (var row : cells) {
            for (var column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], Printable.width(row.get(column)));
            }
        }
        return widths;
    }
}
