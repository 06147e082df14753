package dev.landfall.controlplane.logs;

import dev.landfall.protocol.error.LandfallException;
import java.time.Duration;
import java.util.Optional;

/**
 * What to read of a job's log.
 *
 * @param after cursor of the reply before; empty for the start
 * @param limit most lines, 1 to {@value #MAX_LINES}
 * @param waitFor how long to wait for the first line, at most {@link #MAX_WAIT}
 * @param attempt only this one's; empty for all, one after the other
 */
public record LogQuery(Optional<String> after, int limit, Duration waitFor, Optional<Integer> attempt) {

    public static final int DEFAULT_LINES = 1_000;
    public static final int MAX_LINES = 10_000;

    /** Shorter than any proxy's idle limit. */
    public static final Duration MAX_WAIT = Duration.ofSeconds(20);

    public LogQuery {
        if (limit < 1 || limit > MAX_LINES) {
            throw LandfallException.invalid("A reply has 1 to " + MAX_LINES + " log lines, not " + limit + ".");
        }
        if (waitFor.isNegative() || waitFor.compareTo(MAX_WAIT) > 0) {
            throw LandfallException.invalid("waitSeconds is 0 to " + MAX_WAIT.toSeconds() + ".");
        }
    }
}
