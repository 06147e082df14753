package dev.landfall.runner.identity;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Tokens of loopback addresses. */
public final class Tokens {

    private static final int RANDOM_BYTES = 32;

    private Tokens() {}

    /** 64 hexadecimal digits that nobody guesses. */
    public static String next(SecureRandom random) {
        var bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
