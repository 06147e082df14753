package dev.landfall.runner.kind.terraform;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** Samples the arguments of every process that runs on this machine while it is open. */
public final class ArgumentWatch implements AutoCloseable {

    private final Set<String> commandLines = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile boolean closed;

    public ArgumentWatch() {
        this.thread = Thread.ofPlatform().daemon().start(this::watch);
    }

    public boolean seen(String text) {
        return commandLines.stream().anyMatch(line -> line.contains(text));
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void watch() {
        while (!closed) {
            sample();
            LockSupport.parkNanos(Duration.ofMillis(3).toNanos());
        }
    }

    private void sample() {
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (var process : processes) {
                read(process.resolve("cmdline"));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void read(Path file) {
        try {
            commandLines.add(new String(Files.readAllBytes(file), ISO_8859_1).replace('\0', ' '));
        } catch (IOException e) {
            // The process has ended meanwhile.
        }
    }
}
