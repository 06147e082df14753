package dev.landfall.protocol.log;

import static dev.landfall.protocol.log.LogFormat.LINE_FEED;
import static dev.landfall.protocol.log.LogFormat.MAX_TEXT_BYTES;
import static dev.landfall.protocol.log.LogFormat.SPACE;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes pieces of lines into a buffer of fixed size and makes no garbage while it does. Not safe for several threads at
 * once.
 */
public final class LogEncoder {

    private final byte[] buffer;
    private int length;

    private long stampMillis = Long.MIN_VALUE;
    private byte[] stamp = {};

    /** @param capacityBytes at most {@link LogFormat#MAX_CHUNK_BYTES}, at least one piece of the longest text */
    public LogEncoder(int capacityBytes) {
        if (capacityBytes > LogFormat.MAX_CHUNK_BYTES || capacityBytes < MAX_TEXT_BYTES + LogFormat.MAX_FRAME_BYTES) {
            throw new IllegalArgumentException("capacity of a log encoder: " + capacityBytes);
        }
        buffer = new byte[capacityBytes];
    }

    /**
     * Appends one piece.
     *
     * @param text holds no line feed between {@code offset} and {@code offset + textLength}, which are at most
     *     {@link LogFormat#MAX_TEXT_BYTES}
     * @return false, and nothing is written, when the rest of the buffer is too small
     */
    public boolean append(
            long epochMillis, LogStream stream, LogStream.Piece piece, byte[] text, int offset, int textLength) {
        if (textLength > MAX_TEXT_BYTES || epochMillis < 0) {
            throw new IllegalArgumentException("a piece of " + textLength + " bytes at " + epochMillis);
        }
        stampFor(epochMillis);
        if (stamp.length + 4 + textLength > buffer.length - length) {
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

    private void stampFor(long epochMillis) {
        if (epochMillis != stampMillis) {
            stamp = Long.toString(epochMillis).getBytes(StandardCharsets.US_ASCII);
            stampMillis = epochMillis;
        }
    }
}
