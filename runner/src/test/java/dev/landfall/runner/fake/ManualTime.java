package dev.landfall.runner.fake;

import dev.landfall.runner.time.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Wall clock and monotonic clock that move together when told to. Thread-safe. */
public final class ManualTime {

    private final Instant start = Instant.parse("2026-01-05T10:00:00Z");
    private volatile long nanos;

    public synchronized void advance(Duration by) {
        nanos += by.toNanos();
    }

    public InstantSource clock() {
        return () -> start.plusNanos(nanos);
    }

    /** The clock of a machine that is off by that much. */
    public InstantSource clockOffBy(Duration offset) {
        return () -> start.plusNanos(nanos).plus(offset);
    }

    public Ticker ticker() {
        return () -> nanos;
    }
}
