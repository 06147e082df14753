package dev.landfall.controlplane.outbox;

import dev.landfall.protocol.error.LandfallException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads, decides and writes again when somebody else was faster. Every round somebody gets through, so that no waiting is
 * needed.
 */
public final class Tries {
    /** As many may be faster, one after the other, as a runner pool completes jobs of one workflow at once. */
    static final int MAX = 32;

    private Tries() {}

    /**
     * @param round empty when its batch was refused
     * @throws LandfallException UNAVAILABLE when others were faster every time
     */
    public static <T> T until(Supplier<Optional<T>> round) {
        for (int i = 0; i < MAX; i++) {
            var done = round.get();
            if (done.isPresent()) {
                return done.get();
            }
        }
        throw LandfallException.unavailable(
                "Too many changes of the same thing at once, " + MAX + " tries were overtaken; repeat the request.",
                null);
    }
}
