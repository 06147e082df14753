package dev.landfall.formats.problem;

import java.util.Comparator;

/**
 * One mistake in a text: where it is, what is wrong and how to mend it, in one line.
 *
 * @param file path relative to what was read
 * @param line from 1
 * @param column from 1
 * @param message one line; holds no secret
 */
public record Problem(String file, int line, int column, String message) implements Comparable<Problem> {

    private static final Comparator<Problem> ORDER =
            Comparator.comparing(Problem::at).thenComparing(Problem::message);

    public Problem {
        file = OneLine.of(file);
        message = OneLine.of(message);
    }

    public Problem(Location at, String message) {
        this(at.file(), at.line(), at.column(), message);
    }

    public Location at() {
        return new Location(file, line, column);
    }

    @Override
    public int compareTo(Problem other) {
        return ORDER.compare(this, other);
    }

    /** {@code file:line:column: message}. */
    @Override
    public String toString() {
        return at() + ": " + message;
    }
}
