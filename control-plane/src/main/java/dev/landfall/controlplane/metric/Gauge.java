package dev.landfall.controlplane.metric;

import java.util.concurrent.atomic.AtomicLong;

/** A number that goes up and down. Thread-safe. */
public final class Gauge {
    private final AtomicLong value = new AtomicLong();

    Gauge() {}

    public void set(long to) {
        value.set(to);
    }

    public long value() {
        return value.get();
    }
}
