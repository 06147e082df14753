package dev.landfall.runner.daemon;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.job.JobResult;
import dev.landfall.runner.config.RunnerConfig;
import dev.landfall.runner.fake.FakeControlPlane;
import dev.landfall.runner.fake.ShellHandlers;
import dev.landfall.runner.session.Registration.Existing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A control plane on a socket, a runner's folder, and the runner's daemons in this process, all of which end with the test. */
abstract class RunningDaemons {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    FakeControlPlane controlPlane;

    @TempDir
    Path folder;

    private final Map<String, String> settings;
    private final List<RunnerDaemon> daemons = new ArrayList<>();

    /** @param settings of the runner, unless a test has others */
    RunningDaemons(Map<String, String> settings) {
        this.settings = settings;
    }

    @BeforeEach
    void startControlPlane() throws IOException {
        controlPlane = new FakeControlPlane();
    }

    @AfterEach
    void stopEverything() {
        daemons.forEach(RunnerDaemon::close);
        controlPlane.close();
    }

    final RunnerDaemon start(Map<String, String> more) {
        if (!Files.exists(folder.resolve("runner.json"))) {
            register();
        }
        var daemon = RunnerDaemon.start(config(more), new ShellHandlers());
        daemons.add(daemon);
        return daemon;
    }

    /** As far as that is possible within a process: nothing is said to anybody. */
    final void endAbruptly(RunnerDaemon daemon) {
        daemon.drain();
        daemon.abandon();
        daemons.remove(daemon);
    }

    final void register() {
        RunnerDaemon.register(config(Map.of()), controlPlane.uri(), FakeControlPlane.ENROLMENT_TOKEN, Existing.KEEP);
    }

    final RunnerConfig config(Map<String, String> more) {
        var all = new HashMap<>(settings);
        all.put("LANDFALL_RUNNER_DIR", folder.toString());
        all.put("PATH", System.getenv("PATH"));
        all.putAll(more);
        return RunnerConfig.from(all);
    }

    final JobResult result(JobId job) throws InterruptedException {
        assertTrue(controlPlane.model().awaitResults(List.of(job), PATIENCE), "no result of " + job);
        return Objects.requireNonNull(controlPlane.model().result(job));
    }

    static void await(BooleanSupplier condition) throws InterruptedException {
        await("it", condition);
    }

    static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, what + " did not happen in time");
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }
}
