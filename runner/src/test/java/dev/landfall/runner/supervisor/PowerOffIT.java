package dev.landfall.runner.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.lease.Lease;
import dev.landfall.runner.config.RunnerConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ends of machines with a stand-in for the program that powers off, and a supervisor that is killed. */
@Timeout(180)
class PowerOffIT {

    @TempDir
    Path root;

    private PlayedMachine machine;

    @BeforeEach
    void boot() throws Exception {
        machine = new PlayedMachine(root);
        machine.boot();
    }

    @AfterEach
    void end() throws Exception {
        machine.close();
    }

    @ParameterizedTest
    @CsvSource({"before, stop", "after, stop", "before, poweroff", "after, poweroff"})
    void supervisorThatIsKilledGoesOnUntilTheMachineIsOff(String when, String verb) throws Exception {
        machine.askToGo(true);
        machine.killAt(when, verb);
        var supervisor = machine.superviseApart();
        assertTrue(supervisor.waitFor(120, TimeUnit.SECONDS), "the supervisor was not killed");
        assertEquals(137, supervisor.exitValue());

        supervise(InstantSource.system());
        assertEquals(PowerOffStep.OFF, state().step());
        assertEquals("poweroff", machine.calls().getLast());
        assertTrue(machine.calls().indexOf("stop") < machine.calls().indexOf("poweroff"));
    }

    @Test
    void machineThatIsStartedAgainStays() throws Exception {
        machine.askToGo(true);
        supervise(InstantSource.system());
        assertEquals(List.of("stop", "poweroff"), machine.calls());

        var gone = state();
        assertEquals(PowerOffStep.OFF, gone.step());
        var earlier = new PowerOffRequest(gone.request().lease(), "an-earlier-boot", Instant.EPOCH, true);
        earlier.write(machine.folder());
        new PowerOffState(earlier, PowerOffStep.OFF, Instant.EPOCH, "").write(machine.releases());
        supervise(InstantSource.system());
        supervise(InstantSource.system());
        assertEquals(PowerOffStep.ENDED, state().step());
        assertEquals(2, machine.calls().size());
    }

    @Test
    void requestOfAnEarlierStartIsNone() throws Exception {
        new PowerOffRequest(new Lease(new JobId("rn_test.jb_1"), 1, 1), "an-earlier-boot", Instant.EPOCH, true)
                .write(machine.folder());
        supervise(InstantSource.system());
        assertEquals(PowerOffStep.ENDED, state().step());
        assertEquals(List.of(), machine.calls());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kinds = [\"ci\", \"shutdown\"] | jobs of kind 'vm-shutdown' are not among its kinds",
                "windows = [] | may start only",
                "unisolated = 1 | true or false"
            })
    void policyKeepsTheMachine(String policy, String reason) throws Exception {
        Files.writeString(machine.folder().resolve("policy.toml"), policy + "\n");
        machine.askToGo(true);
        supervise(InstantSource.system());
        assertEquals(PowerOffStep.REFUSED, state().step());
        assertTrue(state().reason().contains(reason), state().reason());
        assertEquals(List.of(), machine.calls());
    }

    @Test
    void machineStaysWhenNobodyReportsItsJob() throws Exception {
        machine.askToGo(false);
        var hours = new AtomicInteger();
        supervise(() -> Instant.EPOCH.plusSeconds(3600L * hours.incrementAndGet()));
        assertEquals(PowerOffStep.REFUSED, state().step());
        assertEquals(List.of(), machine.calls());
        assertEquals(PlayedMachine.INSTALLED, machine.runs());
    }

    @Test
    void requestThatIsTakenBackIsNone() throws Exception {
        machine.askToGo(false);
        var looks = new AtomicInteger();
        supervise(() -> {
            if (looks.incrementAndGet() == 3) {
                takeBack();
            }
            return Instant.EPOCH;
        });
        assertEquals(PowerOffStep.REFUSED, state().step());
        assertTrue(state().reason().contains("taken it back"), state().reason());
        assertEquals(List.of(), machine.calls());
    }

    @ParameterizedTest
    @CsvSource({"604800, 544320, OFF", "604800, 544319, REFUSED", "0, 9999999, REFUSED"})
    void machineThatIsOldEnoughGoesWithoutAJob(String oldest, long uptime, PowerOffStep step) throws Exception {
        Files.writeString(machine.folder().resolve("policy.toml"), "kinds = []\n");
        PowerOffRequest.ofAge(Instant.EPOCH).write(machine.folder());
        var environment = new HashMap<>(machine.environment());
        environment.put("LANDFALL_RUNNER_MACHINE_MAX_UPTIME_SECONDS", oldest);
        var config = RunnerConfig.from(environment);
        var service = new RunnerService(config, new Programs(config.searchPath()));
        new PowerOff(config, service, () -> Optional.of(Duration.ofSeconds(uptime)), InstantSource.system()).run();
        assertEquals(step, state().step());
        assertEquals(step == PowerOffStep.OFF ? List.of("stop", "poweroff") : List.of(), machine.calls());
    }

    private void takeBack() {
        try {
            PowerOffRequest.remove(machine.folder());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void supervise(InstantSource clock) throws InterruptedException {
        new Supervisor(RunnerConfig.from(machine.environment()), Optional.empty(), clock).run();
    }

    private PowerOffState state() {
        return PowerOffState.find(machine.releases()).orElseThrow();
    }
}
