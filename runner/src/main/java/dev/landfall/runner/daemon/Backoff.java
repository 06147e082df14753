package dev.landfall.runner.daemon;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait after the next failure in a row: twice the last time, up to a limit, jittered. Used by one thread. */
final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final RandomGenerator random;
    private Duration next = FIRST;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    void reset() {
        next = FIRST;
    }

    Duration next() {
        var pause = next.multipliedBy(random.nextInt(50, 101)).dividedBy(100);
        next = next.multipliedBy(2).compareTo(LONGEST) < 0 ? next.multipliedBy(2) : LONGEST;
        return pause;
    }
}
