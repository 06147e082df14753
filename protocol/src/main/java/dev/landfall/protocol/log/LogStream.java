package dev.landfall.protocol.log;

import com.fasterxml.jackson.annotation.JsonValue;

/** Where a line came from; its letter stands in the log format, upper case for the continuation of a split line. */
public enum LogStream {
    /** Standard output of the job. */
    STDOUT('o', "stdout"),
    /** Standard error of the job. */
    STDERR('e', "stderr"),
    /** Said by the runner itself: phases, limits, what is missing. */
    NOTICE('n', "notice");

    private final byte letter;
    private final String label;

    LogStream(char letter, String label) {
        this.letter = (byte) letter;
        this.label = label;
    }

    /** The letter in the log format: lower case for the start of a line, upper case for its continuation. */
    public byte letter(Piece piece) {
        return switch (piece) {
            case START -> letter;
            case CONTINUATION -> (byte) (letter - 'a' + 'A');
        };
    }

    /** {@code stdout}, {@code stderr} or {@code notice}: the form in JSON. */
    @JsonValue
    public String label() {
        return label;
    }

    /** Whether a piece begins a line or goes on with the one before it in the same stream. */
    public enum Piece {
        START,
        CONTINUATION
    }
}
