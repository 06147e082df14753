package dev.landfall.runner.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A user name and a random password of one job's loopback address, as HTTP Basic (RFC 7617). */
final class Password {

    static final String USER = "landfall";

    private static final int RANDOM_BYTES = 24;

    private final String text;
    private final byte[] header;

    Password(SecureRandom random) {
        this.text = randomHex(random);
        this.header =
                ("Basic " + Base64.getEncoder().encodeToString((USER + ":" + text).getBytes(UTF_8))).getBytes(UTF_8);
    }

    static String randomHex(SecureRandom random) {
        var bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    String text() {
        return text;
    }

    /** Compares in constant time. */
    boolean opens(@Nullable String authorization) {
        return authorization != null && MessageDigest.isEqual(header, authorization.getBytes(UTF_8));
    }

    @Override
    public String toString() {
        return "Password[…]";
    }
}
