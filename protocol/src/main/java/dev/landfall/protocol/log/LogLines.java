package dev.landfall.protocol.log;

import java.util.Iterator;
import java.util.NoSuchElementException;

/** The pieces of a chunk as values, in their order. */
public final class LogLines implements Iterable<LogLine> {

    private final byte[] bytes;
    private final int offset;
    private final int length;

    public LogLines(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    public LogLines(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.offset = offset;
        this.length = length;
    }

    /** Reads as it goes: {@code hasNext} throws INVALID where the bytes are not in the log format. */
    @Override
    public Iterator<LogLine> iterator() {
        LogCursor cursor = new LogCursor(bytes, offset, length);
        return new Iterator<>() {
            private boolean ready;

            @Override
            public boolean hasNext() {
                ready = ready || cursor.advance();
                return ready;
            }

            @Override
            public LogLine next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                ready = false;
                return cursor.line();
            }
        };
    }
}
