package dev.landfall.runner.logs;

import dev.landfall.protocol.log.LogFormat;
import dev.landfall.protocol.log.LogStream;
import dev.landfall.protocol.log.LogStream.Piece;
import java.util.Arrays;

/**
 * Cuts one stream of bytes into pieces of lines. Bytes after the last line feed wait for the end of their line, up to the longest
 * piece. Not safe for several threads.
 */
final class LineSplitter {

    /** Takes pieces; the bytes are only lent. */
    interface PieceSink {
        void piece(long epochMillis, LogStream stream, Piece piece, byte[] text, int offset, int length);
    }

    private static final int FIRST_BYTES = 256;
    private static final byte LINE_FEED = '\n';

    private final LogStream stream;
    private final PieceSink sink;

    private byte[] waiting = {};
    private int waitingLength;
    private long waitingSinceMillis;
    private Piece next = Piece.START;

    LineSplitter(LogStream stream, PieceSink sink) {
        this.stream = stream;
        this.sink = sink;
    }

    /** Whether there is something of a line that has not ended. */
    boolean hasWaiting() {
        return Utf8.wholeLength(waiting, 0, waitingLength) > 0;
    }

    /** When the first byte of what waits came, by the wall clock. */
    long waitingSinceMillis() {
        return waitingSinceMillis;
    }

    void accept(long epochMillis, byte[] bytes, int offset, int length) {
        int end = offset + length;
        int start = offset;
        for (int at = lineFeed(bytes, start, end); at < end; at = lineFeed(bytes, start, end)) {
            endLine(epochMillis, bytes, start, at);
            start = at + 1;
        }
        keep(epochMillis, bytes, start, end);
    }

    /** Hands on what waits, as a piece whose line may go on; a torn character stays. */
    void flush() {
        int whole = Utf8.wholeLength(waiting, 0, waitingLength);
        if (whole > 0) {
            sink.piece(waitingSinceMillis, stream, next, waiting, 0, whole);
            System.arraycopy(waiting, whole, waiting, 0, waitingLength - whole);
            waitingLength -= whole;
            next = Piece.CONTINUATION;
        }
    }

    /** The stream has ended, and its last line with it. */
    void end() {
        flushAll();
        next = Piece.START;
    }

    private void flushAll() {
        if (waitingLength > 0) {
            sink.piece(waitingSinceMillis, stream, next, waiting, 0, waitingLength);
            waitingLength = 0;
        }
    }

    private void endLine(long epochMillis, byte[] bytes, int start, int end) {
        if (waitingLength > 0) {
            keep(epochMillis, bytes, start, end);
            flushAll();
        } else if (start < end || next == Piece.START) {
            passOn(epochMillis, bytes, start, end);
        }
        next = Piece.START;
    }

    private void passOn(long epochMillis, byte[] bytes, int start, int end) {
        int from = start;
        while (end - from > LogFormat.MAX_TEXT_BYTES) {
            int length = Utf8.wholeLength(bytes, from, LogFormat.MAX_TEXT_BYTES);
            sink.piece(epochMillis, stream, next, bytes, from, length);
            next = Piece.CONTINUATION;
            from += length;
        }
        sink.piece(epochMillis, stream, next, bytes, from, end - from);
    }

    private void keep(long epochMillis, byte[] bytes, int start, int end) {
        int from = start;
        while (from < end) {
            if (waitingLength == LogFormat.MAX_TEXT_BYTES) {
                flush();
            }
            if (waitingLength == 0) {
                waitingSinceMillis = epochMillis;
            }
            int length = Math.min(end - from, LogFormat.MAX_TEXT_BYTES - waitingLength);
            makeRoomFor(waitingLength + length);
            System.arraycopy(bytes, from, waiting, waitingLength, length);
            waitingLength += length;
            from += length;
        }
    }

    private void makeRoomFor(int length) {
        if (length > waiting.length) {
            waiting = Arrays.copyOf(waiting, Math.max(length, Math.max(FIRST_BYTES, 2 * waiting.length)));
        }
    }

    private static int lineFeed(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && bytes[at] != LINE_FEED) {
            at++;
        }
        return at;
    }
}
