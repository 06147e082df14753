package dev.landfall.testkit.time;

import dev.landfall.controlplane.time.Ids;
import dev.landfall.protocol.digest.Sha256;
import java.nio.charset.StandardCharsets;
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
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(seed.getBytes(StandardCharsets.UTF_8)));
    }
}
