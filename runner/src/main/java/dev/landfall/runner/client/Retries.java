package dev.landfall.runner.client;

import dev.landfall.protocol.error.LandfallException;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Repeats a call that failed with a kind for which that helps: a bounded number of times, each pause twice the last one
 * and jittered down to half. For calls that may be sent twice. Thread-safe when its random generator is.
 */
final class Retries {

    private final int attempts;
    private final Duration firstPause;
    private final RandomGenerator random;
    private final Pause pause;

    /** How to wait; tests do not. */
    @FunctionalInterface
    interface Pause {
        void sleep(Duration duration);
    }

    /**
     * @param attempts in all, at least 1
     * @param firstPause before the second attempt, at most
     */
    Retries(int attempts, Duration firstPause, RandomGenerator random, Pause pause) {
        this.attempts = attempts;
        this.firstPause = firstPause;
        this.random = random;
        this.pause = pause;
    }

    /** The call's result, or what its last attempt threw. */
    <T> T call(Supplier<T> call) {
        for (int attempt = 1; ; attempt++) {
            try {
                return call.get();
            } catch (LandfallException e) {
                if (!e.kind().retryable()
                        || attempt == attempts
                        || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                pause.sleep(jittered(firstPause.multipliedBy(1L << (attempt - 1))));
            }
        }
    }

    private Duration jittered(Duration duration) {
        long nanos = duration.toNanos();
        return Duration.ofNanos(nanos / 2 + (long) (random.nextDouble() * (nanos / 2.0)));
    }
}
