package dev.landfall.protocol.log;

import static dev.landfall.protocol.log.LogFormat.LINE_FEED;
import static dev.landfall.protocol.log.LogFormat.MAX_TEXT_BYTES;
import static dev.landfall.protocol.log.LogFormat.SPACE;

import dev.landfall.protocol.error.LandfallException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Walks over the pieces of a chunk without making an object for each. Not safe for several threads at once. */
public final class LogCursor {

    private static final int MAX_DIGITS = 19;

    private final byte[] bytes;
    private final int end;
    private int next;

    private int start;
    private long epochMillis;
    private LogStream stream = LogStream.NOTICE;
    private boolean continued;
    private int textStart;
    private int textEnd;

    public LogCursor(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    public LogCursor(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.next = offset;
        this.end = offset + length;
    }

    /**
     * Goes to the next piece.
     *
     * @return false at the end
     * @throws LandfallException INVALID when the bytes are not in the log format, with the position
     */
    public boolean advance() {
        if (next == end) {
            return false;
        }
        start = next;
        readTime();
        readStream();
        readText();
        return true;
    }

    /** Where the piece begins in the array, time and letter included. */
    public int start() {
        return start;
    }

    /** Milliseconds since the epoch. */
    public long epochMillis() {
        return epochMillis;
    }

    public LogStream stream() {
        return stream;
    }

    public boolean continued() {
        return continued;
    }

    /** First byte of the text in the array. */
    public int textStart() {
        return textStart;
    }

    /** One past the last byte of the text; the line feed stands there. */
    public int textEnd() {
        return textEnd;
    }

    /** The piece as a value. */
    public LogLine line() {
        String text = new String(bytes, textStart, textEnd - textStart, StandardCharsets.UTF_8);
        return new LogLine(Instant.ofEpochMilli(epochMillis), stream, text, continued);
    }

    private void readTime() {
        long value = 0;
        int at = next;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9' && at - next < MAX_DIGITS) {
            value = value * 10 + (bytes[at++] - '0');
        }
        if (at == next || value < 0) {
            throw malformed("a time");
        }
        epochMillis = value;
        next = at;
        skipSpace();
    }

    private void readStream() {
        byte letter = next < end ? bytes[next] : 0;
        continued = letter >= 'A' && letter <= 'Z';
        stream = switch (letter) {
            case 'o', 'O' -> LogStream.STDOUT;
            case 'e', 'E' -> LogStream.STDERR;
            case 'n', 'N' -> LogStream.NOTICE;
            default -> throw malformed("a stream letter");
        };
        next++;
        skipSpace();
    }

    private void readText() {
        textStart = next;
        int at = next;
        int limit = Math.min(end, next + MAX_TEXT_BYTES + 1);
        while (at < limit && bytes[at] != LINE_FEED) {
            at++;
        }
        if (at == limit) {
            throw malformed("a line feed within " + MAX_TEXT_BYTES + " bytes of text");
        }
        textEnd = at;
        next = at + 1;
    }

    private void skipSpace() {
        if (next == end || bytes[next] != SPACE) {
            throw malformed("a space");
        }
        next++;
    }

    private LandfallException malformed(String expected) {
        return LandfallException.invalid("The log chunk could not be read: " + expected + " is missing at byte " + next
                + ". Send it as '<epoch milliseconds> <o|e|n> <text>' lines.");
    }
}
