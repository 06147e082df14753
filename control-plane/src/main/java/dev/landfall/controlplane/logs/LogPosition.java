package dev.landfall.controlplane.logs;

import dev.landfall.protocol.error.LandfallException;
import java.util.regex.Pattern;

/**
 * How far somebody has read: the next piece to answer.
 *
 * @param attempt from 1
 * @param chunk from 1
 * @param piece in the chunk, from 0
 */
record LogPosition(int attempt, long chunk, int piece) {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,6})\\.([0-9]{1,9})\\.([0-9]{1,9})");

    static LogPosition start(int attempt) {
        return new LogPosition(attempt, 1, 0);
    }

    /**
     * @throws LandfallException INVALID when it is no cursor
     */
    static LogPosition parse(String cursor) {
        var form = FORM.matcher(cursor);
        if (!form.matches()) {
            throw LandfallException.invalid("after=… takes the 'next' value of the reply before; this one is none.");
        }
        return new LogPosition(
                Math.max(1, Integer.parseInt(form.group(1))),
                Math.max(1, Long.parseLong(form.group(2))),
                Integer.parseInt(form.group(3)));
    }

    LogPosition nextChunk() {
        return new LogPosition(attempt, chunk + 1, 0);
    }

    LogPosition at(int nextPiece) {
        return new LogPosition(attempt, chunk, nextPiece);
    }

    @Override
    public String toString() {
        return attempt + "." + chunk + "." + piece;
    }
}
