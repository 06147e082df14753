package dev.landfall.protocol.log;

import static dev.landfall.protocol.log.LogFormat.LINE_FEED;
import static dev.landfall.protocol.log.LogFormat.MAX_TEXT_BYTES;
import static dev.landfall.protocol.log.LogFormat.SPACE;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes pieces of lines into a buffer that grows up to a limit, and makes no garbage while it does. Not safe for several
 * threads at once.
 */
public final class LogEncoder {

    private static final int FIRST_BYTES = 4 * 1024;

    private final int capacityBytes;
    private byte[] buffer = new byte[FIRST_BYTES];
    private int length;

    private long stampMillis = Long.MIN_VALUE;
    private byte[] stamp = {};

    /** @param capacityBytes at most {@link LogFormat#MAX_CHUNK_BYTES}, at least one piece of the longest text */
    public LogEncoder(int capacityBytes) {
        if (capacityBytes > LogFormat.MAX_CHUNK_BYTES || capacityBytes < MAX_TEXT_BYTES + LogFormat.MAX_FRAME_BYTES) {
            throw new IllegalArgumentException("capacity of a log encoder: " + capacityBytes);
        }
        this.capacityBytes = capacityBytes;
    }

    /**
     * Appends one piece.
     *
     * @param text holds no line feed between {@code offset} and {@code offset + textLength}, which are at most
     *     {@link LogFormat#MAX_TEXT_BYTES}
     * @return false, and nothing is written, when the buffer would grow over its limit
     */
    public boolean append(
            long epochMillis, LogStream stream, LogStream.Piece piece, byte[] text, int offset, int textLength) {
        if (textLength > MAX_TEXT_BYTES || epochMillis < 0) {
            throw new IllegalArgumentException("a piece of " + textLength + " bytes at " + epochMillis);
        }
        stampFor(epochMillis);
        if (!hasRoomFor(stamp.length + 4 + textLength)) {
            return false;
        }
        System.arraycopy(stamp, 0, buffer, length, stamp.length);
        length += stamp.length;
        buffer[length++] = SPACE;
        buffer[length++] = stream.letter(piece);
        buffer[length++] = SPACE;
        System.arraycopy(text, offset, buffer, length, textLength);
        length += textLength;
        buffer[length++] = LINE_FEED;
        return true;
    }

    /** Bytes written so far. */
    public int length() {
        return length;
    }

    /** The buffer itself, for writing it out without a copy; valid up to {@link #length()} until the next change. */
    public byte[] buffer() {
        return buffer;
    }

    /** A copy of what was written. */
    public byte[] toBytes() {
        return Arrays.copyOf(buffer, length);
    }

    /** Forgets what was written. */
    public void clear() {
        length = 0;
    }

    private boolean hasRoomFor(int bytes) {
        int needed = length + bytes;
        if (needed > capacityBytes) {
            return false;
        }
        if (needed > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(capacityBytes, Math.max(needed, 4 * buffer.length)));
        }
        return true;
    }

    private void stampFor(long epochMillis) {
        if (epochMillis != stampMillis) {
            stamp = Long.toString(epochMillis).getBytes(StandardCharsets.US_ASCII);
            stampMillis = epochMillis;
        }
    }
}
