package dev.landfall.runner.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.job.HealthCheckWork;
import dev.landfall.protocol.job.JobOutcome;
import dev.landfall.protocol.job.OutputValue;
import dev.landfall.protocol.job.ResultDetail;
import dev.landfall.protocol.job.ShutdownWork;
import dev.landfall.protocol.job.UpdateWork;
import dev.landfall.protocol.job.VmShutdownWork;
import dev.landfall.runner.config.RunnerConfig;
import dev.landfall.runner.status.LocalStatus;
import dev.landfall.runner.supervisor.PlayedMachine;
import dev.landfall.runner.uptime.Uptimes;
import java.nio.file.Files;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** What the control plane asks of the runner itself, with its real threads and sockets. */
@Timeout(120)
class UpkeepIT extends RunningDaemons {

    UpkeepIT() {
        super(Map.of("LANDFALL_RUNNER_SLOTS", "1", "LANDFALL_RUNNER_MIN_FREE_DISK_MIB", "1"));
    }

    @Test
    void healthIsReportedAlthoughEverySlotIsTaken() throws Exception {
        var health = controlPlane.model().ask(new HealthCheckWork());
        var occupant = controlPlane.model().enqueue("while [ ! -e " + folder.resolve("go") + " ]; do sleep 0.05; done");
        start(Map.of());

        var result = result(health);
        assertEquals(JobOutcome.SUCCEEDED, result.outcome(), result.reason());
        var outputs =
                assertInstanceOf(ResultDetail.Outputs.class, result.detail()).values();
        assertEquals(
                List.of("control-plane", "queue", "disk", "clock", "tools", "results"),
                value(outputs, "checks").findValuesAsString("name"));
        assertTrue(value(outputs, "healthy").asBoolean());
        assertEquals("development", value(outputs, "version").asString());
        Files.createFile(folder.resolve("go"));
        assertEquals(JobOutcome.SUCCEEDED, result(occupant).outcome());
    }

    @Test
    void fullDiskMakesTheHealthCheckFailWithItsReasonAndTheWholeReport() throws Exception {
        var health = controlPlane.model().ask(new HealthCheckWork());
        start(Map.of("LANDFALL_RUNNER_MIN_FREE_DISK_MIB", "1000000000"));

        var result = result(health);
        assertEquals(JobOutcome.FAILED, result.outcome());
        assertTrue(result.reason().startsWith("disk: The disk of "), result.reason());
        assertNotNull(result.detail());
    }

    @Test
    void shutdownEndsAfterTheJobThatRunsAndIsReportedBefore() throws Exception {
        var go = folder.resolve("go");
        var running = controlPlane.model().enqueue("while [ ! -e " + go + " ]; do sleep 0.05; done");
        var daemon = start(Map.of());
        await("a claim", () -> controlPlane.model().claims(running) > 0);
        var shutdown = controlPlane.model().ask(new ShutdownWork());
        daemon.lookNow();
        assertEquals(JobOutcome.SUCCEEDED, result(shutdown).outcome());
        assertNull(controlPlane.model().result(running));

        Files.createFile(go);
        assertEquals(0, daemon.awaitEnd());
        assertEquals(JobOutcome.SUCCEEDED, result(running).outcome());
    }

    @Test
    void policyKeepsTheRunnerFromBeingShutDown() throws Exception {
        Files.writeString(folder.resolve("policy.toml"), "kinds = [\"ci\", \"health-check\"]\n");
        var shutdown = controlPlane.model().ask(new ShutdownWork());
        start(Map.of());

        var result = result(shutdown);
        assertEquals(JobOutcome.FAILED, result.outcome());
        assertTrue(result.refused());
        assertTrue(result.reason().contains("'shutdown' are not among its kinds"), result.reason());
        assertEquals(
                JobOutcome.SUCCEEDED,
                result(controlPlane.model().enqueue("true")).outcome());
    }

    @Test
    void newProcessReportsTheUpdateThatTheOldOneHandedOver() throws Exception {
        try (var machine = new PlayedMachine(Files.createDirectories(folder.resolve("machine")))) {
            var environment = new HashMap<>(machine.environment());
            environment.put("LANDFALL_RUNNER_DIR", folder.toString());
            var manifest = machine.release("1.1.0", "exit 1");
            var update = controlPlane.model().ask(new UpdateWork(manifest, machine.from()));
            var old = start(environment);
            await("a request", () -> Files.exists(folder.resolve("update/request.json")));
            Files.copy(
                    folder.resolve("update/request.json"),
                    Files.createDirectories(machine.folder().resolve("update")).resolve("request.json"));
            assertNull(controlPlane.model().result(update));
            old.drain();
            assertEquals(0, old.awaitEnd());

            start(environment);
            assertNull(controlPlane.model().result(update));
            var hours = new AtomicInteger();
            machine.supervise(() -> Instant.EPOCH.plusSeconds(3600L * hours.incrementAndGet()));

            var result = result(update);
            assertEquals(JobOutcome.FAILED, result.outcome());
            assertTrue(result.reason().contains("the version before was put back"), result.reason());
            assertEquals(List.of(), controlPlane.model().lost());
        }
    }

    @Test
    void updateIsRefusedAtOnceWhereThereIsNoSupervisor() throws Exception {
        try (var machine = new PlayedMachine(Files.createDirectories(folder.resolve("machine")))) {
            var update = controlPlane.model().ask(new UpdateWork(machine.release("1.1.0", "exit 0"), machine.from()));
            start(Map.of("LANDFALL_RUNNER_RELEASES", folder.resolve("none").toString()));

            var result = result(update);
            assertTrue(result.refused());
            assertTrue(result.reason().contains("A container is updated by its image"), result.reason());
        }
    }

    @Test
    void machineGoesAfterTheEndOfItsJobIsReported() throws Exception {
        try (var machine = new PlayedMachine(Files.createDirectories(folder.resolve("machine")))) {
            var environment = new HashMap<>(machine.environment());
            environment.put("LANDFALL_RUNNER_DIR", folder.toString());
            environment.put("LANDFALL_RUNNER_MIN_FREE_DISK_MIB", "1");
            var shutdown = controlPlane.model().ask(new VmShutdownWork());
            start(environment);
            await("a request", () -> Files.exists(folder.resolve("update/power-off.json")));
            assertNull(controlPlane.model().result(shutdown));
            assertEquals(List.of(), machine.calls());

            machine.supervise(RunnerConfig.from(environment));
            assertEquals(List.of("stop", "poweroff"), machine.calls());
            var result = controlPlane.model().result(shutdown);
            assertNotNull(result, "the machine went before the end of its job was reported");
            assertEquals(JobOutcome.SUCCEEDED, result.outcome());
        }
    }

    @Test
    void oldProcessTakesNoMoreJobsAndEndsAfterTheLastToBeStartedAnew() throws Exception {
        var go = folder.resolve("go");
        var running = controlPlane.model().enqueue("while [ ! -e " + go + " ]; do sleep 0.05; done");
        var daemon = start(Map.of("LANDFALL_RUNNER_DRAIN_TIMEOUT_SECONDS", "0"));
        await("a claim", () -> controlPlane.model().claims(running) > 0);
        daemon.retire(Uptimes.Due.PROCESS);
        var later = controlPlane.model().enqueue("true");
        var ended = new CompletableFuture<Integer>();
        Thread.ofVirtual().start(() -> ended.complete(daemon.awaitEnd()));
        await(
                "a drain",
                () -> LocalStatus.read(config(Map.of())).orElseThrow().state().equals("draining"));
        assertNull(controlPlane.model().result(running), "nobody waits for an old process, so its job has its time");

        Files.createFile(go);
        assertEquals(RunnerDaemon.RETIRED, ended.get(60, TimeUnit.SECONDS));
        assertEquals(JobOutcome.SUCCEEDED, result(running).outcome());
        assertEquals(0, controlPlane.model().claims(later));
    }

    @Test
    void oldProcessThatIsToldToStopEndsWithZero() throws Exception {
        var daemon = start(Map.of());
        daemon.drain();
        daemon.retire(Uptimes.Due.PROCESS);
        assertEquals(0, daemon.awaitEnd());
    }

    @Test
    void oldMachineGoesWhenItsLastJobHasEnded() throws Exception {
        try (var machine = new PlayedMachine(Files.createDirectories(folder.resolve("machine")))) {
            var environment = new HashMap<>(machine.environment());
            environment.put("LANDFALL_RUNNER_DIR", folder.toString());
            var running = controlPlane.model().enqueue("sleep 0.2");
            var daemon = start(environment);
            await("a claim", () -> controlPlane.model().claims(running) > 0);
            daemon.retire(Uptimes.Due.MACHINE);
            var ended = new CompletableFuture<Integer>();
            Thread.ofVirtual().start(() -> ended.complete(daemon.awaitEnd()));
            await("a request", () -> Files.exists(folder.resolve("update/power-off.json")));
            assertEquals(JobOutcome.SUCCEEDED, result(running).outcome());
            daemon.drain();
            assertEquals(0, ended.get(60, TimeUnit.SECONDS));
        }
    }

    @Test
    void machineWithoutASupervisorIsNotPoweredOff() throws Exception {
        var shutdown = controlPlane.model().ask(new VmShutdownWork());
        start(Map.of("LANDFALL_RUNNER_RELEASES", folder.resolve("none").toString()));

        var result = result(shutdown);
        assertTrue(result.refused());
        assertTrue(result.reason().contains("There is no supervisor on this machine"), result.reason());
    }

    private static JsonNode value(Map<String, OutputValue> outputs, String name) {
        return Objects.requireNonNull(Objects.requireNonNull(outputs.get(name)).value());
    }
}
