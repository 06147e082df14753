package dev.landfall.controlplane.time;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;

/**
 * Ids of time and chance: 8 base-36 digits of milliseconds since 1970 (enough until 2059), then 8 random ones, which is
 * 41 bits for each millisecond. Thread-safe.
 */
public final class RandomIds implements Ids {

    private static final int HALF = 8;
    private static final long HALF_VALUES = 2_821_109_907_456L;

    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    public RandomIds(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public String next(String prefix) {
        long millis = Math.floorMod(clock.millis(), HALF_VALUES);
        return prefix + "_" + digits(millis) + digits(random.nextLong(HALF_VALUES));
    }

    @Override
    public String secret() {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String digits(long value) {
        var digits = Long.toString(value, Character.MAX_RADIX);
        return "0".repeat(HALF - digits.length()) + digits;
    }
}
