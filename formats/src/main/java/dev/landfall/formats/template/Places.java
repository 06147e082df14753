package dev.landfall.formats.template;

import dev.landfall.formats.problem.Location;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Tells where in a file a part of a template stands. */
@FunctionalInterface
public interface Places {

    /** The place of the placeholder that starts at this offset of the template's text. */
    Location at(int offset);

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
