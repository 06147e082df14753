package dev.landfall.runner.state;

import dev.landfall.protocol.error.LandfallException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Waits out an absent control plane. Reading and locking can fail early, nothing is lost by it. A state that an apply
 * has made must get through: it exists nowhere else.
 *
 * <p>Thread-safe.
 */
final class Patience {

    /** Attempts of a read or a lock: about a minute of pauses. */
    static final int BRIEF_ATTEMPTS = 8;

    /** Attempts of a write or an unlock: more than 20 minutes of pauses, twice the outage that jobs must survive. */
    static final int LONG_ATTEMPTS = 90;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final Pause pause;

    /** How to wait; tests do not. */
    @FunctionalInterface
    interface Pause {
        void sleep(Duration duration) throws InterruptedException;
    }

    Patience(Pause pause) {
        this.pause = pause;
    }

    <T> T briefly(Supplier<T> call) {
        return repeat(call, BRIEF_ATTEMPTS);
    }

    <T> T atLength(Supplier<T> call) {
        return repeat(call, LONG_ATTEMPTS);
    }

    private <T> T repeat(Supplier<T> call, int attempts) {
        var wait = FIRST_PAUSE;
        for (int attempt = 1; ; attempt++) {
            try {
                return call.get();
            } catch (LandfallException e) {
                if (!e.kind().retryable() || attempt == attempts || !sleep(wait)) {
                    throw e;
                }
            }
            wait = wait.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wait.multipliedBy(2);
        }
    }

    private boolean sleep(Duration wait) {
        try {
            pause.sleep(wait);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
