package dev.landfall.runner.process;

import dev.landfall.runner.mask.ByteSink;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;

/** Keeps what a process prints and waits for parts of it. */
final class Captured implements ByteSink {

    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public synchronized void write(byte[] source, int offset, int length) {
        bytes.write(source, offset, length);
        notifyAll();
    }

    synchronized String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    synchronized String awaitText(String part) throws InterruptedException {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (!text().contains(part)) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                Assertions.fail("no '" + part + "' in '" + text() + "'");
            }
            wait(left);
        }
        return text();
    }
}
