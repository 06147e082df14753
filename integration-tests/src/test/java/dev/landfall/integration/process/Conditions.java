package dev.landfall.integration.process;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Waits for what must become true, with a deadline. */
public final class Conditions {

    private static final Duration PAUSE = Duration.ofMillis(20);

    private Conditions() {}

    /** Asks until there is an answer; after the deadline the test fails with what was expected. */
    public static <T> T eventually(Duration within, Supplier<String> expected, Supplier<Optional<T>> question) {
        long deadline = System.nanoTime() + within.toNanos();
        while (true) {
            var answer = question.get();
            if (answer.isPresent()) {
                return answer.get();
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + within + ": " + expected.get());
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting", e);
        }
    }
}
