package dev.landfall.formats.problem;

import java.util.Comparator;

/**
 * A place in a text.
 *
 * @param file path relative to what was read, with {@code /}
 * @param line from 1
 * @param column from 1, in UTF-16 units
 */
public record Location(String file, int line, int column) implements Comparable<Location> {

    private static final Comparator<Location> ORDER = Comparator.comparing(Location::file)
            .thenComparingInt(Location::line)
            .thenComparingInt(Location::column);

    public Location {
        file = OneLine.of(file);
        line = Math.max(1, line);
        column = Math.max(1, column);
    }

    /** The first character of a file: where a problem with the whole file is shown. */
    public static Location startOf(String file) {
        return new Location(file, 1, 1);
    }

    @Override
    public int compareTo(Location other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
