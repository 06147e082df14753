package dev.landfall.runner.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.runner.config.RunnerConfig;
import dev.landfall.runner.daemon.RunnerSelfTest.Check;
import dev.landfall.runner.daemon.RunnerSelfTest.Outcome;
import dev.landfall.runner.fake.FakeControlPlane;
import dev.landfall.runner.fake.ShellHandlers;
import dev.landfall.runner.session.Registration.Existing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RunnerSelfTestIT {

    @TempDir
    Path folder;

    @Test
    void registeredRunnerPassesEveryCheck() throws IOException {
        try (var controlPlane = new FakeControlPlane()) {
            register(controlPlane);
            controlPlane.model().enqueue("true");

            var checks = RunnerSelfTest.run(config());

            assertTrue(checks.stream().noneMatch(check -> check.outcome() == Outcome.FAIL), checks.toString());
            assertEquals(Outcome.OK, outcome(checks, "session"));
            assertEquals(Outcome.OK, outcome(checks, "queue"));
            assertEquals(Outcome.OK, outcome(checks, "process tree"));
            assertEquals(1, controlPlane.model().messages());
        }
    }

    @Test
    void runningRunnerIsLeftAlone() throws IOException {
        try (var controlPlane = new FakeControlPlane()) {
            register(controlPlane);
            try (var daemon = RunnerDaemon.start(config(), new ShellHandlers())) {
                assertEquals(Outcome.WARN, outcome(RunnerSelfTest.run(config()), "session"));
                assertEquals(1, controlPlane.model().sessions());
                assertEquals("rn_test", daemon.runner().value());
            }
        }
    }

    @Test
    void unregisteredRunnerFailsThereAndIsTestedFurther() {
        var checks = RunnerSelfTest.run(config());

        assertEquals(Outcome.FAIL, outcome(checks, "registration"));
        assertEquals(Outcome.OK, outcome(checks, "folder"));
        assertEquals(Outcome.OK, outcome(checks, "process tree"));
    }

    @Test
    void keptStateIsNamed() throws IOException {
        var file = folder.resolve("salvaged/in_1.jb_1-1.tfstate");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{}");

        var checks = RunnerSelfTest.run(config());

        assertEquals(Outcome.WARN, outcome(checks, "states"));
        assertTrue(checks.toString().contains(file.toString()), checks.toString());
    }

    @Test
    void unreachableControlPlaneFails() throws IOException {
        try (var controlPlane = new FakeControlPlane()) {
            register(controlPlane);
        }

        assertEquals(Outcome.FAIL, outcome(RunnerSelfTest.run(config()), "control plane"));
    }

    private void register(FakeControlPlane controlPlane) {
        RunnerDaemon.register(config(), controlPlane.uri(), FakeControlPlane.ENROLMENT_TOKEN, Existing.KEEP);
    }

    private RunnerConfig config() {
        return RunnerConfig.from(Map.of("LANDFALL_RUNNER_DIR", folder.toString(), "PATH", System.getenv("PATH")));
    }

    private static Outcome outcome(List<Check> checks, String name) {
        return checks.stream()
                .filter(check -> check.name().equals(name))
                .findFirst()
                .orElseThrow()
                .outcome();
    }
}
