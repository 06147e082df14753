package dev.landfall.functionsaws.dynamodb;

import dev.landfall.protocol.error.LandfallException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The pauses between attempts of a transaction that met another one. The SDK does not repeat those itself. Each pause is
 * a random part of a time that doubles.
 */
final class Pauses {

    /** Attempts of a transaction; with all pauses they take a second and a half at most. */
    static final int MAX_ATTEMPTS = 9;

    private static final Duration FIRST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofMillis(320);

    private Pauses() {}

    /**
     * @param attempts made so far
     * @throws LandfallException UNAVAILABLE when there is none left
     */
    static void after(int attempts) {
        if (attempts >= MAX_ATTEMPTS) {
            throw LandfallException.unavailable(
                    "The records could not be written: others wrote the same ones all the time. Try again.", null);
        }
        long longest = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(attempts, 10));
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(1, longest + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw LandfallException.unavailable("The records could not be written: the call was interrupted.", e);
        }
    }
}
