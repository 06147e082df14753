package dev.landfall.testkit.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that moves when it is told to. It starts at 2026-01-01T00:00:00Z. Thread-safe. */
public final class ManualClock implements InstantSource {

    private volatile Instant now;

    public ManualClock() {
        this(Instant.parse("2026-01-01T00:00:00Z"));
    }

    public ManualClock(Instant start) {
        now = start;
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** Moves forward; a negative duration moves back. */
    public synchronized void advance(Duration by) {
        now = now.plus(by);
    }

    public synchronized void set(Instant instant) {
        now = instant;
    }

    /** This clock as a machine sees it whose own clock is off by that much. */
    public InstantSource skewedBy(Duration skew) {
        return () -> instant().plus(skew);
    }
}
