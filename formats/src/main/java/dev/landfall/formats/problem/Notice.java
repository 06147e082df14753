package dev.landfall.formats.problem;

/**
 * Something that the writer of a text should know and that does not stop its use.
 *
 * @param message one line
 */
public record Notice(String file, int line, int column, String message) {

    public Notice {
        file = OneLine.of(file);
        message = OneLine.of(message);
    }

    public Notice(Location at, String message) {
        this(at.file(), at.line(), at.column(), message);
    }

    /** {@code file:line:column: message}. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + message;
    }
}
