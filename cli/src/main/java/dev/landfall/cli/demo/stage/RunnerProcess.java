package dev.landfall.cli.demo.stage;

import dev.landfall.cli.settings.Surroundings;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.runner.config.RunnerConfig;
import dev.landfall.runner.config.RunnerSetting;
import dev.landfall.runner.daemon.RunnerDaemon;
import dev.landfall.runner.session.Registration;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** {@code landfall runner start} as a process of its own, so that it can be killed like one. */
public final class RunnerProcess {

    /** Set by the launcher to its own path; the child starts the same way. */
    private static final String LAUNCHER = "landfall.launcher";

    private static final String MAIN = "dev.landfall.cli.Main";

    private final Path folder;
    private final Map<String, String> environment;
    private @Nullable Process process;

    RunnerProcess(Path folder, Surroundings surroundings) {
        this.folder = folder;
        this.environment = new HashMap<>(surroundings.environment());
        environment.keySet().removeIf(name -> name.startsWith(RunnerSetting.PREFIX));
        environment.put(RunnerSetting.DIR.variable(), folder.toString());
        environment.put(RunnerSetting.NAME.variable(), "demo");
        environment.put(RunnerSetting.SLOTS.variable(), "2");
    }

    /** Makes it a runner of the pool that the token is for. */
    public String register(URI server, String enrolmentToken) {
        var config = RunnerConfig.from(environment);
        return RunnerDaemon.register(config, server, enrolmentToken, Registration.Existing.KEEP)
                .runner()
                .value();
    }

    /** Starts it; what it says goes to a file beside its folder. */
    public long start() {
        try {
            Files.createDirectories(folder);
            var builder = new ProcessBuilder(command());
            builder.environment().clear();
            builder.environment().putAll(environment);
            var log = folder.resolveSibling("runner.log").toFile();
            var started = builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
            process = started;
            return started.pid();
        } catch (IOException e) {
            throw LandfallException.unavailable("The runner could not be started: " + e.getMessage(), e);
        }
    }

    /** SIGKILL: it ends without a chance to say or clean up anything. */
    public void kill() {
        if (process != null) {
            process.destroyForcibly();
            awaitEnd(Duration.ofSeconds(10));
        }
    }

    /**
     * SIGTERM: it finishes its jobs and ends.
     *
     * @return its exit code; -1 when it did not end in time
     */
    public int stop(Duration atMost) {
        if (process == null) {
            return 0;
        }
        process.destroy();
        return awaitEnd(atMost) ? process.exitValue() : -1;
    }

    private boolean awaitEnd(Duration atMost) {
        try {
            return process == null || process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static List<String> command() {
        var launcher = System.getProperty(LAUNCHER, "");
        if (!launcher.isEmpty()) {
            return List.of(launcher, "runner", "start");
        }
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(
                java,
                "-XX:+UseSerialGC",
                "-Xmx192m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                MAIN,
                "runner",
                "start");
    }
}
