package dev.landfall.testkit.time;

import dev.landfall.controlplane.time.Ids;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;

/** Ids that count up, the same in every run. Thread-safe. */
public final class SequentialIds implements Ids {

    private final AtomicLong count = new AtomicLong();

    @Override
    public String next(String prefix) {
        var digits = Long.toString(count.incrementAndGet(), 36);
        return prefix + "_" + "0".repeat(8 - digits.length()) + digits + "0".repeat(8);
    }

    @Override
    public String secret() {
        var seed = "secret " + count.incrementAndGet();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(seed));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
