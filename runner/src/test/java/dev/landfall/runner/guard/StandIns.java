package dev.landfall.runner.guard;

import static org.junit.jupiter.api.Assertions.fail;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.runner.process.ProcessEntry;
import dev.landfall.runner.process.ProcessTable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;

/** A stand-in for a runner as a process of its own, and looks at what it leaves. */
final class StandIns {

    static final Duration DEADLINE = Duration.ofSeconds(20);

    private static final ProcessTable TABLE = ProcessTable.ofSystem();

    private static final String END = "end of output";

    final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> passedOver = new ArrayList<>();

    StandIns(Path folder, int graceSeconds, String... scripts) throws IOException {
        this(List.of(), folder, graceSeconds, scripts);
    }

    /** @param wrapper command that the Java command is appended to */
    StandIns(List<String> wrapper, Path folder, int graceSeconds, String... scripts) throws IOException {
        List<String> command = new ArrayList<>(wrapper);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                classPath(),
                RunnerStandIn.class.getName(),
                folder.toString(),
                Integer.toString(graceSeconds)));
        command.addAll(List.of(scripts));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Thread reader = new Thread(this::read, "stand-in-output");
        reader.setDaemon(true);
        reader.start();
    }

    /** The rest of the next line that begins so; each line is given once, in any order of beginnings. */
    String await(String beginning) throws InterruptedException {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        for (String line : passedOver) {
            if (line.startsWith(beginning)) {
                passedOver.remove(line);
                return line.substring(beginning.length()).strip();
            }
        }
        while (true) {
            String line = lines.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (line == null || line.equals(END)) {
                return fail("no line that begins with '" + beginning + "'");
            }
            if (line.startsWith(beginning)) {
                return line.substring(beginning.length()).strip();
            }
            passedOver.add(line);
        }
    }

    void say(char command) throws IOException {
        process.getOutputStream().write(command);
        process.getOutputStream().flush();
    }

    /** Living processes of jobs of this start. */
    static List<ProcessEntry> ofBoot(String boot) {
        byte[] mark = ("LANDFALL_JOB_MARK=" + boot + ":").getBytes(StandardCharsets.US_ASCII);
        return TABLE.list(pid -> true).stream()
                .filter(entry -> TABLE.environmentContains(entry.pid(), mark))
                .toList();
    }

    static boolean lives(String pid) {
        return TABLE.find(Long.parseLong(pid)).isPresent();
    }

    /** Waits for the condition and returns how long it took. */
    static Duration until(String what, BooleanSupplier condition) throws InterruptedException {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > DEADLINE.toNanos()) {
                fail("not within " + DEADLINE + ": " + what);
            }
            Thread.sleep(10);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private void read() {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            reader.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException e) {
            lines.add(e.toString());
        }
        lines.add(END);
    }

    private static String classPath() {
        return String.join(
                ":",
                locationOf(RunnerStandIn.class),
                locationOf(Guard.class),
                locationOf(LandfallException.class),
                locationOf(Logger.class),
                scriptRoot());
    }

    private static String locationOf(Class<?> type) {
        return Path.of(URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }

    /** Where the script lies when resources are not beside the classes. */
    private static String scriptRoot() {
        String url = String.valueOf(Guard.class.getResource("guard.sh"));
        return url.startsWith("file:")
                ? Path.of(URI.create(url.substring(0, url.indexOf("dev/landfall/"))))
                        .toString()
                : "";
    }
}
