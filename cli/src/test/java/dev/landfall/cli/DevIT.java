package dev.landfall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.cli.settings.ConfigFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code landfall dev} as a process, and commands beside it that find it by themselves. */
class DevIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endWhatRuns() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void jobRunsAndSurvivesAKillAndABackupIsRestored() throws Exception {
        var dev = start("dev", "--port", "0", "--data", "data");
        awaitReady(dev);
        assertEquals(
                0,
                run("project", "create", "web", "--repository", "/nowhere.git").exitCode());
        var ran = run("project", "run", "web", "--command", "echo the job speaks");
        assertEquals(0, ran.exitCode(), ran.err() + log());
        assertTrue(ran.out().contains("the job speaks"), ran.out());

        kill(dev);
        var again = start("dev", "--port", "0", "--data", "data");
        awaitReady(again);
        var jobs = run("job", "list", "--project", "web", "-o", "json").json().path("items");
        assertEquals("succeeded", jobs.at("/0/status").asString(""), jobs.toString());
        assertEquals(1, run("project", "run", "web", "--command", "exit 3").exitCode());

        assertEquals(0, run("dev", "backup", "backup.zip", "--data", "data").exitCode());
        again.destroy();
        assertTrue(again.waitFor(30, TimeUnit.SECONDS));
        assertEquals(0, again.exitValue(), log());

        assertEquals(
                0, run("dev", "restore", "backup.zip", "--data", "restored").exitCode());
        awaitReady(start("dev", "--no-runner", "--port", "0", "--data", "restored"));
        assertEquals(
                2,
                run("job", "list", "--project", "web", "-o", "json")
                        .json()
                        .path("items")
                        .size());
    }

    @Test
    void secondDevOnTheSameFolderIsRefused() throws Exception {
        awaitReady(start("dev", "--no-runner", "--port", "0", "--data", "data"));
        var second = start("dev", "--no-runner", "--port", "0", "--data", "data");
        assertTrue(second.waitFor(30, TimeUnit.SECONDS));
        assertEquals(8, second.exitValue(), log());
        assertTrue(log().contains("landfall: "), log());
    }

    private CommandRun.Ended run(String... words) {
        return new CommandRun(folder).run(words);
    }

    private Process start(String... words) throws IOException {
        Files.deleteIfExists(config().path());
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
        builder.environment().keySet().retainAll(List.of("PATH"));
        builder.environment().put("HOME", folder.toString());
        var process = builder.start();
        started.add(process);
        return process;
    }

    private void awaitReady(Process process) throws Exception {
        await(() -> Files.exists(config().path()) || !process.isAlive());
        assertTrue(process.isAlive(), log());
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly();
        assertTrue(process.waitFor(10, TimeUnit.SECONDS));
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            Thread.sleep(50);
        }
        assertTrue(condition.getAsBoolean(), "not within " + PATIENCE);
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    private ConfigFile config() {
        return ConfigFile.locate(name -> name.equals("HOME") ? Optional.of(folder.toString()) : Optional.empty());
    }
}
