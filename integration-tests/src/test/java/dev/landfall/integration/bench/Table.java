package dev.landfall.integration.bench;

import java.util.ArrayList;
import java.util.List;

/** Figures as a Markdown table whose columns stand under each other. */
final class Table {

    private Table() {}

    static String of(List<Figure> figures) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("figure", "measured", "target", "met", "beside it"));
        for (var figure : figures) {
            rows.add(List.of(
                    figure.name(),
                    Figure.number(figure.value()) + " " + figure.unit(),
                    figure.target() + " " + figure.unit(),
                    figure.met() ? "yes" : "NO",
                    figure.baseline()));
        }
        var text = new StringBuilder("\n");
        for (int i = 0; i < rows.size(); i++) {
            text.append(line(rows, rows.get(i)));
            if (i == 0) {
                text.append(line(rows, List.of("---", "---", "---", "---", "---")));
            }
        }
        return text.toString();
    }

    private static String line(List<List<String>> rows, List<String> row) {
        var text = new StringBuilder("|");
        for (int column = 0; column < row.size(); column++) {
            int at = column;
            int width = rows.stream()
                    .mapToInt(cells -> cells.get(at).length())
                    .max()
                    .orElse(0);
            var cell = row.get(column);
            text.append(' ')
                    .append(cell)
                    .append(" ".repeat(width - Math.min(width, cell.length())))
                    .append(" |");
        }
        return text.append('\n').toString();
    }
}
