package dev.landfall.controlplane.metric;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** How long something took, as a histogram. Thread-safe. */
public final class Timing {
    /** Upper bounds of the buckets, in seconds: from the pick-up of an idle system to the longest queue. */
    static final List<Double> BOUNDS_SECONDS =
            List.of(0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0, 1800.0);

    private final AtomicLongArray buckets = new AtomicLongArray(BOUNDS_SECONDS.size());
    private final LongAdder count = new LongAdder();
    private final LongAdder nanos = new LongAdder();

    Timing() {}

    public void record(Duration took) {
        double seconds = took.toNanos() / 1e9;
        for (int i = 0; i < BOUNDS_SECONDS.size(); i++) {
            if (seconds <= BOUNDS_SECONDS.get(i)) {
                buckets.incrementAndGet(i);
            }
        }
        nanos.add(took.toNanos());
        count.increment();
    }

    public long count() {
        return count.sum();
    }

    double sumSeconds() {
        return nanos.sum() / 1e9;
    }

    /** How many took at most the bound of that index. */
    long atMost(int bound) {
        return buckets.get(bound);
    }
}
