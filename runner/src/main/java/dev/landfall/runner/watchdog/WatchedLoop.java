package dev.landfall.runner.watchdog;

import dev.landfall.runner.time.Ticker;
import java.time.Duration;

/** A loop's connection to the watchdog. Thread-safe. */
public final class WatchedLoop implements AutoCloseable {

    private final String name;
    private final Duration limit;
    private final Ticker ticker;
    private final Runnable onClose;
    private volatile long progressNanos;

    WatchedLoop(String name, Duration limit, Ticker ticker, Runnable onClose) {
        this.name = name;
        this.limit = limit;
        this.ticker = ticker;
        this.onClose = onClose;
        this.progressNanos = ticker.nanos();
    }

    /** To be called in each turn. */
    public void progress() {
        progressNanos = ticker.nanos();
    }

    /** The loop has ended as it should. */
    @Override
    public void close() {
        onClose.run();
    }

    boolean stalled() {
        return silence().compareTo(limit) > 0;
    }

    Stall stall() {
        return new Stall(name, silence(), limit);
    }

    private Duration silence() {
        return Duration.ofNanos(ticker.nanos() - progressNanos);
    }
}
