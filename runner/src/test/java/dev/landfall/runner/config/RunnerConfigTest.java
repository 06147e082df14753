package dev.landfall.runner.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.error.LandfallException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunnerConfigTest {

    @Test
    void emptyEnvironmentGivesTheDefaults() {
        var config = RunnerConfig.from(Map.of("HOME", "/home/runner"));

        assertNull(config.server());
        assertEquals(Path.of("/home/runner/.landfall/runner"), config.directory());
        assertEquals(Path.of("/home/runner/.landfall/runner/work"), config.workDirectory());
        assertEquals(Runtime.getRuntime().availableProcessors(), config.slots());
        assertEquals(1L << 30, config.minFreeDiskBytes());
        assertEquals(Duration.ofMinutes(5), config.maxCancelGrace());
    }

    @Test
    void settingsAreRead() {
        var config = RunnerConfig.from(Map.of(
                "LANDFALL_RUNNER_SERVER", "https://landfall.example.com/",
                "LANDFALL_RUNNER_DIR", "/srv/runner",
                "LANDFALL_RUNNER_SLOTS", "16",
                "LANDFALL_RUNNER_DRAIN_TIMEOUT_SECONDS", "30"));

        assertEquals(URI.create("https://landfall.example.com"), config.server());
        assertEquals(Path.of("/srv/runner/work"), config.workDirectory());
        assertEquals(16, config.slots());
        assertEquals(Duration.ofSeconds(30), config.drainTimeout());
    }

    @Test
    void everyMistakeIsNamedAtOnce() {
        var problem = assertThrows(
                LandfallException.class,
                () -> RunnerConfig.from(Map.of(
                        "LANDFALL_RUNNER_SLOTS", "many",
                        "LANDFALL_RUNNER_SERVER", "landfall.example.com",
                        "LANDFALL_RUNNER_SLOT", "1",
                        "LANDFALL_RUNNER_TERRAFORM", "pulumi")));

        assertEquals(4, problem.problems().size());
        assertTrue(problem.publicMessage().contains("LANDFALL_RUNNER_SLOT is not a setting"), problem.publicMessage());
        assertTrue(problem.publicMessage().contains("from 1 to 256"), problem.publicMessage());
    }

    @Test
    void addressWithPasswordIsRefused() {
        assertThrows(LandfallException.class, () -> ServerAddress.parse("https://user:secret@example.com"));
    }

    @Test
    void enrolmentTokenIsNotPartOfTheEnvironmentThatJobsGet() {
        var config = RunnerConfig.from(Map.of("LANDFALL_RUNNER_ENROLMENT_TOKEN", "secret", "HTTPS_PROXY", "http://p"));

        assertEquals(Map.of("HTTPS_PROXY", "http://p"), config.environment());
        assertFalse(config.toString().contains("secret"));
    }
}
