package dev.landfall.stacktemplates.hcl;

import dev.landfall.stacktemplates.hcl.Body.Attribute;
import dev.landfall.stacktemplates.hcl.Body.Block;
import dev.landfall.stacktemplates.hcl.Body.Comment;
import dev.landfall.stacktemplates.hcl.Body.Gap;
import dev.landfall.stacktemplates.hcl.Body.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Bodies as {@code terraform fmt} leaves them. */
final class Printer {

    private static final int INDENT = 2;

    private final StringBuilder out;

    Printer(StringBuilder out) {
        this.out = out;
    }

    void body(Body body, int indent) {
        var rows = new ArrayList<Row>();
        Item before = null;
        for (var item : body.items()) {
            if (before != null && isApart(before, item)) {
                Row.write(rows, indent, out);
                out.append('\n');
            }
            switch (item) {
                case Attribute attribute ->
                    rows.add(
                            new Row(attribute.name(), Values.ofAttribute(attribute.value(), indent, attribute.name())));
                case Block block -> {
                    Row.write(rows, indent, out);
                    block(block, indent);
                }
                case Comment comment -> {
                    Row.write(rows, indent, out);
                    comment.lines()
                            .forEach(line -> out.append(" ".repeat(indent))
                                    .append(line.isEmpty() ? "#" : "# " + line)
                                    .append('\n'));
                }
                case Gap gap -> {}
            }
            before = item;
        }
        Row.write(rows, indent, out);
    }

    private static boolean isApart(Item before, Item item) {
        return switch (item) {
            case Gap gap -> false;
            case Attribute attribute -> before instanceof Block || before instanceof Gap;
            case Block block -> !(before instanceof Comment);
            case Comment comment -> true;
        };
    }

    private void block(Block block, int indent) {
        var labels =
                block.labels().stream().map(label -> " " + Quoted.of(label)).collect(Collectors.joining());
        out.append(" ".repeat(indent)).append(block.type()).append(labels);
        if (block.body().isEmpty()) {
            out.append(" {}\n");
            return;
        }
        out.append(" {\n");
        body(block.body(), indent + INDENT);
        out.append(" ".repeat(indent)).append("}\n");
    }

    /**
     * A name and its value. The equals signs of rows that follow each other stand below each other; a value that opens a bracket and
     * goes on below stands apart.
     */
    record Row(String name, String value) {

        private boolean isAligned() {
            return value.indexOf('\n') < 0 || value.startsWith("<<-");
        }

        /** Writes the rows and forgets them. */
        static void write(List<Row> rows, int indent, StringBuilder out) {
            int start = 0;
            while (start < rows.size()) {
                int end = start;
                while (end < rows.size() && rows.get(end).isAligned()) {
                    end++;
                }
                var run = rows.subList(start, Math.max(end, start + 1));
                int width =
                        run.stream().mapToInt(row -> Columns.of(row.name)).max().orElse(0);
                for (var row : run) {
                    out.append(" ".repeat(indent))
                            .append(row.name)
                            .append(" ".repeat(width - Columns.of(row.name)))
                            .append(" = ")
                            .append(row.value)
                            .append('\n');
                }
                start += run.size();
            }
            rows.clear();
        }
    }
}
