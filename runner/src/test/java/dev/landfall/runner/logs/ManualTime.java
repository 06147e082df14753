package dev.landfall.runner.logs;

import dev.landfall.runner.time.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Both clocks, moved by hand. */
final class ManualTime implements Ticker, InstantSource {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Duration passed = Duration.ZERO;

    void pass(Duration time) {
        passed = passed.plus(time);
    }

    @Override
    public long nanos() {
        return passed.toNanos();
    }

    @Override
    public Instant instant() {
        return START.plus(passed);
    }
}
