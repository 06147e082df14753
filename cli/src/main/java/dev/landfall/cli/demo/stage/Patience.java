package dev.landfall.cli.demo.stage;

import dev.landfall.cli.time.Pause;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Looks again until something is so, for a bounded time. */
public final class Patience {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private Patience() {}

    /**
     * @param what for the message when it never is
     * @param atMost how long to look
     * @throws CheckFailed when the time is over
     */
    public static <T> T until(String what, Duration atMost, Supplier<T> look, Predicate<T> wanted) {
        var looks = Math.max(1, atMost.dividedBy(BETWEEN_LOOKS));
        T seen = look.get();
        for (long at = 0; at < looks; at++) {
            if (wanted.test(seen)) {
                return seen;
            }
            Pause.of(BETWEEN_LOOKS);
            seen = look.get();
        }
        throw new CheckFailed(what + " did not happen within " + atMost.toSeconds() + " s; last seen: " + seen);
    }
}
