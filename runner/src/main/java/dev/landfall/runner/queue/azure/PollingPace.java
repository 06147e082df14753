package dev.landfall.runner.queue.azure;

import dev.landfall.runner.time.Ticker;
import java.time.Duration;

/**
 * How long to wait between two looks into an empty queue: {@link #BUSY} for a while after work, {@link #IDLE} from then on. A runner looks
 * 86,400 times a day when busy and 17,280 times when idle; docs/cost.md says what that costs. Work is a message, and the end of a
 * time in which no slot was free to look. Thread-safe.
 */
public final class PollingPace {

    /** Between two looks while there is work. */
    public static final Duration BUSY = Duration.ofSeconds(1);

    /** Between two looks when there was no work for a while. */
    public static final Duration IDLE = Duration.ofSeconds(5);

    /** Who did not look for so long had no free slot. */
    private static final Duration GAP = Duration.ofSeconds(30);

    private final Ticker ticker;
    private final Duration busyFor;
    private volatile long workedAt;
    private volatile long lookedAt;

    /**
     * A runner that starts expects work.
     *
     * @param busyFor how long after work there may be more
     */
    public PollingPace(Ticker ticker, Duration busyFor) {
        this.ticker = ticker;
        this.busyFor = busyFor;
        this.workedAt = ticker.nanos();
        this.lookedAt = workedAt;
    }

    void worked() {
        workedAt = ticker.nanos();
    }

    void looks() {
        long now = ticker.nanos();
        if (now - lookedAt > GAP.toNanos()) {
            workedAt = now;
        }
        lookedAt = now;
    }

    /** Counted from the beginning of the last look, so that a slow reply does not slow the pace; at least nothing. */
    Duration untilNextLook() {
        var interval = ticker.nanos() - workedAt < busyFor.toNanos() ? BUSY : IDLE;
        var left = interval.minusNanos(ticker.nanos() - lookedAt);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
