package dev.landfall.runner.upkeep;

import dev.landfall.runner.time.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** When something last went well, by a clock that nobody sets. Thread-safe. */
public final class Pulse {

    private final Ticker ticker;
    private final AtomicLong lastNanos;
    private final AtomicBoolean ever = new AtomicBoolean();

    /** Its making counts as the first beat. */
    public Pulse(Ticker ticker) {
        this.ticker = ticker;
        this.lastNanos = new AtomicLong(ticker.nanos());
    }

    /** It went well just now. */
    public void beat() {
        lastNanos.set(ticker.nanos());
        ever.set(true);
    }

    /** Whether it ever went well. */
    public boolean ever() {
        return ever.get();
    }

    /** How long ago that was. */
    public Duration age() {
        return Duration.ofNanos(ticker.nanos() - lastNanos.get());
    }
}
