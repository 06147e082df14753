package dev.landfall.runner.logs;

import dev.landfall.protocol.log.LogFormat;
import java.time.Duration;

/**
 * How much of a log is kept and how it is cut.
 *
 * @param maxBytes of one attempt's log, in the log format; what is printed beyond is counted and not kept
 * @param chunkBytes at which a chunk is cut
 * @param chunkAge at which a chunk is cut, counted from its first line: the delay with which a log is followed
 */
public record LogLimits(long maxBytes, int chunkBytes, Duration chunkAge) {

    /** 1 GiB; 256 KiB; 200 ms. */
    public static final LogLimits DEFAULTS = new LogLimits(1L << 30, 256 * 1024, Duration.ofMillis(200));

    /** Room that a chunk leaves for a last piece and for notices about what is missing. */
    private static final int SLACK_BYTES = LogFormat.MAX_TEXT_BYTES + 1024;

    public LogLimits {
        if (maxBytes < 1 || chunkBytes < 1 || chunkBytes > LogFormat.MAX_CHUNK_BYTES - SLACK_BYTES) {
            throw new IllegalArgumentException("log limits of " + maxBytes + " and " + chunkBytes + " bytes");
        }
    }
}
