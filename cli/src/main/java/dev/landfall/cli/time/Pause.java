package dev.landfall.cli.time;

import dev.landfall.protocol.error.LandfallException;
import java.time.Duration;

/** Waits between two looks at something that changes elsewhere. */
public final class Pause {

    private Pause() {}

    /**
     * @throws LandfallException UNAVAILABLE when the thread is interrupted
     */
    public static void of(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw LandfallException.unavailable("Interrupted while waiting.", e);
        }
    }
}
