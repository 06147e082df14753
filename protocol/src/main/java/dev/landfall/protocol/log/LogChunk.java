package dev.landfall.protocol.log;

import dev.landfall.protocol.error.LandfallException;

/**
 * A numbered part of an attempt's log. The same number always means the same bytes, so a receiver that has the number
 * already acknowledges and forgets the bytes.
 */
public final class LogChunk {

    private final long sequence;
    private final byte[] bytes;

    /**
     * @param sequence of this chunk in its attempt, from 1, without gaps
     * @param bytes whole lines in the log format, 1 to {@link LogFormat#MAX_CHUNK_BYTES}; owned by the chunk from now on
     * @throws LandfallException INVALID or LIMIT; the lines themselves are checked by {@link #requireWellFormed}
     */
    public LogChunk(long sequence, byte[] bytes) {
        if (sequence < 1) {
            throw LandfallException.invalid("Log chunk " + sequence + " is not possible: chunks are numbered from 1.");
        }
        if (bytes.length > LogFormat.MAX_CHUNK_BYTES) {
            throw LandfallException.limit("Log chunk " + sequence + " has " + bytes.length + " bytes: send at most "
                    + LogFormat.MAX_CHUNK_BYTES + " at once.");
        }
        if (bytes.length == 0 || bytes[bytes.length - 1] != LogFormat.LINE_FEED) {
            throw LandfallException.invalid("Log chunk " + sequence + " does not end with a whole line: send it again "
                    + "with all its bytes.");
        }
        this.sequence = sequence;
        this.bytes = bytes;
    }

    public long sequence() {
        return sequence;
    }

    /** The bytes themselves, not a copy; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    public LogLines lines() {
        return new LogLines(bytes);
    }

    /** Throws INVALID, naming the place, when a line is not in the log format. */
    public void requireWellFormed() {
        LogCursor cursor = new LogCursor(bytes);
        while (cursor.advance()) {
            // reading a line is the check
        }
    }

    @Override
    public String toString() {
        return "log chunk " + sequence + " (" + bytes.length + " bytes)";
    }
}
