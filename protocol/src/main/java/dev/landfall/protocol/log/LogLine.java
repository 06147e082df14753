package dev.landfall.protocol.log;

import java.time.Instant;
import java.util.Objects;

/**
 * One piece of a line, for reading.
 *
 * @param time when the runner received the piece's first byte
 * @param text without its line feed; bytes that are not UTF-8 are replaced by U+FFFD
 * @param continued whether it goes on with the line of the piece before it in the same stream
 */
public record LogLine(Instant time, LogStream stream, String text, boolean continued) {

    public LogLine {
        Objects.requireNonNull(time);
        Objects.requireNonNull(stream);
        Objects.requireNonNull(text);
    }
}
