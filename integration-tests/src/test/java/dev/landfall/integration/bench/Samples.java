package dev.landfall.integration.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Durations of one thing done many times. */
final class Samples {

    private static final double NANOS_PER_MILLI = 1e6;

    private final List<Long> nanos = Collections.synchronizedList(new ArrayList<>());

    void add(long durationNanos) {
        nanos.add(durationNanos);
    }

    int size() {
        return nanos.size();
    }

    /** The smallest value that this share of all values does not exceed, in milliseconds. */
    double millis(double share) {
        var sorted = nanos.stream().sorted().toList();
        int index = (int) Math.ceil(share * sorted.size()) - 1;
        return sorted.get(Math.max(0, index)) / NANOS_PER_MILLI;
    }

    double p50() {
        return millis(0.50);
    }

    double p99() {
        return millis(0.99);
    }

    /** {@code 1.2 ms, p99 3.4 ms}. */
    String summary() {
        return Figure.number(p50()) + " ms, p99 " + Figure.number(p99()) + " ms";
    }
}
