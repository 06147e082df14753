package dev.landfall.formats.template;

import dev.landfall.formats.problem.Location;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Tells where in a file a part of a template stands. */
@FunctionalInterface
public interface Places {

    /** The place of the placeholder that starts at this offset of the template's text. */
    Location at(int offset);

    /** The offset in a text of a line and a column, both counted from 1; the nearest when there is no such place. */
    static int offset(String text, int line, int column) {
        var start = 0;
        for (var i = 1; i < line; i++) {
            var end = text.indexOf('\n', start);
            if (end < 0) {
                break;
            }
            start = end + 1;
        }
        return Math.clamp(start + (long) column - 1, 0, text.length());
    }

    /** Places of a text that stands in its file as it is, from {@code start} on. */
    static Places of(Location start, String text) {
        var lineStarts = IntStream.concat(
                        IntStream.of(0),
                        IntStream.range(0, text.length())
                                .filter(i -> text.charAt(i) == '\n')
                                .map(i -> i + 1))
                .toArray();
        return offset -> {
            var found = Arrays.binarySearch(lineStarts, offset);
            var line = found >= 0 ? found : -found - 2;
            var column = offset - lineStarts[line];
            return line == 0
                    ? new Location(start.file(), start.line(), start.column() + column)
                    : new Location(start.file(), start.line() + line, column + 1);
        };
    }
}
