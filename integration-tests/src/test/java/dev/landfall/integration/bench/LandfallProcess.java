package dev.landfall.integration.bench;

import dev.landfall.integration.process.Checkout;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A program started as a user starts it, whose lines are timed as they appear. */
final class LandfallProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String ENDED = "(ended)";

    /** {@code USER_HZ}, the same on every Linux. */
    private static final double TICKS_PER_SECOND = 100;

    private final Process process;
    private final long startedNanos;
    private final LinkedBlockingQueue<Line> lines = new LinkedBlockingQueue<>();
    private final List<String> printed = new ArrayList<>();

    private record Line(String text, long nanos) {}

    /**
     * What a line said, and when.
     *
     * @param afterNanos from the start of the process
     */
    record Said(String text, long afterNanos) {

        double afterMillis() {
            return afterNanos / 1e6;
        }
    }

    private LandfallProcess(Process process, long startedNanos) {
        this.process = process;
        this.startedNanos = startedNanos;
        Thread.ofVirtual().start(this::read);
    }

    /** {@code ./landfall} of this checkout. */
    static LandfallProcess landfall(Path home, Map<String, String> environment, String... arguments) {
        var command =
                new ArrayList<>(List.of(Checkout.root().resolve("landfall").toString()));
        command.addAll(List.of(arguments));
        return start(home, environment, command);
    }

    static LandfallProcess start(Path home, Map<String, String> environment, List<String> command) {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("LANDFALL_") && !name.contains("JAVA"));
        builder.environment().put("HOME", home.toString());
        builder.environment().remove("XDG_CONFIG_HOME");
        builder.environment().putAll(environment);
        try {
            long started = System.nanoTime();
            return new LandfallProcess(builder.start(), started);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** Waits for a line that contains this. */
    Said await(String part) throws InterruptedException {
        while (true) {
            var line = lines.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (line == null || line.text.equals(ENDED)) {
                throw new IllegalStateException("'" + part + "' was not printed, but:\n" + output());
            }
            if (line.text.contains(part)) {
                return new Said(line.text, line.nanos - startedNanos);
            }
        }
    }

    /** Waits for the end; the process has to succeed. */
    LandfallProcess succeed() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException("failed:\n" + output());
        }
        return this;
    }

    /** What {@code /proc} says it occupies in memory, shared pages included, in MiB. */
    double residentMib() throws IOException {
        return residentMib(pid());
    }

    static double residentMib(long pid) throws IOException {
        return mib(pid, "VmRSS:").orElseThrow();
    }

    /** The most that it ever occupied, looked at every few milliseconds until it ends. */
    double mostResidentMib() throws InterruptedException {
        double most = 0;
        do {
            try {
                most = Math.max(most, mib(pid(), "VmHWM:").orElse(0));
            } catch (IOException e) {
                break; // it has just ended
            }
        } while (!process.waitFor(2, TimeUnit.MILLISECONDS));
        return most;
    }

    /** A line of proc(5)'s status; an ended process has no such line. */
    private static OptionalDouble mib(long pid, String line) throws IOException {
        return Files.readString(Path.of("/proc", String.valueOf(pid), "status"))
                .lines()
                .filter(text -> text.startsWith(line))
                .mapToDouble(text -> Long.parseLong(text.replaceAll("[^0-9]", "")) / 1024.0)
                .findFirst();
    }

    /** Processor time that it has used so far, its ended children included, in seconds: proc(5). */
    double processorSeconds() throws IOException {
        var stat = Files.readString(Path.of("/proc", String.valueOf(pid()), "stat"));
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long ticks = 0;
        for (int field = 11; field <= 14; field++) {
            ticks += Long.parseLong(fields[field]);
        }
        return ticks / TICKS_PER_SECOND;
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    String output() {
        synchronized (printed) {
            return String.join("\n", printed);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private void read() {
        try (var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var text = reader.readLine(); text != null; text = reader.readLine()) {
                long now = System.nanoTime();
                synchronized (printed) {
                    printed.add(text);
                }
                lines.add(new Line(text, now));
            }
        } catch (IOException e) {
            // the process was killed
        }
        lines.add(new Line(ENDED, System.nanoTime()));
    }
}
