package dev.landfall.runner.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.signature.EcKeys;
import dev.landfall.runner.config.RunnerConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Updates with real archives, a real server, real processes, and a supervisor that is killed. */
@Timeout(180)
class SupervisorIT {

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

    @Test
    void goodVersionTakesThePlaceOfTheOldOneAndTheNextReplacesIt() throws Exception {
        machine.ask(machine.release("1.1.0", PlayedMachine.GOOD));
        assertEquals(
                UpdateStep.SUCCEEDED, machine.supervise(InstantSource.system()).step());
        assertEquals(List.of("stop", "start"), machine.calls());
        assertEquals("1.1.0", machine.runs());
        assertEquals(
                "1.1.0",
                Files.readSymbolicLink(machine.releases().resolve("keeper")).toString());

        machine.ask(machine.release("1.2.0", PlayedMachine.GOOD));
        assertEquals(
                UpdateStep.SUCCEEDED, machine.supervise(InstantSource.system()).step());
        assertEquals("1.2.0", machine.runs());
        assertTrue(Files.exists(machine.releases().resolve("1.1.0")), "the version before is kept");
        assertEquals(
                UpdateStep.SUCCEEDED, machine.supervise(InstantSource.system()).step());
        assertEquals(4, machine.calls().size(), "what is done is not done again");
    }

    @Test
    void versionThatIsNeverHeardOfGivesItsPlaceBack() throws Exception {
        machine.ask(machine.release("1.1.0", PlayedMachine.SILENT));
        var state = machine.supervise(hours());
        assertEquals(UpdateStep.FAILED, state.step());
        assertTrue(state.reason().contains("did not hear of version 1.1.0 within 300 s"), state.reason());
        assertEquals(PlayedMachine.INSTALLED, machine.runs());
        assertFalse(Files.exists(machine.releases().resolve("current")));
        assertFalse(Files.exists(machine.releases().resolve("1.1.0")));
    }

    @Test
    void versionThatEndsAtOnceGivesItsPlaceBack() throws Exception {
        machine.ask(machine.release("1.1.0", "exit 1"));
        assertEquals(UpdateStep.FAILED, machine.supervise(hours()).step());
        assertEquals(PlayedMachine.INSTALLED, machine.runs());
    }

    @Test
    void runnerThatCannotBeStoppedInTimeRunsAgainAfterwards() throws Exception {
        machine.failToStop();
        machine.ask(machine.release("1.1.0", PlayedMachine.GOOD));
        var state = machine.supervise(InstantSource.system());
        assertEquals(UpdateStep.FAILED, state.step());
        assertTrue(state.reason().contains("could not be stopped"), state.reason());
        assertEquals(List.of("stop", "stop", "start"), machine.calls());
        assertEquals(PlayedMachine.INSTALLED, machine.runs());
    }

    @Test
    void requestThatLacksSomethingIsNone() throws Exception {
        var file = UpdateRequest.file(machine.folder());
        Files.createDirectories(file.getParent());
        for (var text : List.of("{}", "null", "[]", "{\"manifest\":\"x\",\"from\":\"http://127.0.0.1/\"}")) {
            Files.writeString(file, text);
            Files.writeString(file.resolveSibling("power-off.json"), text);
            new Supervisor(RunnerConfig.from(machine.environment()), Optional.empty(), InstantSource.system()).run();
        }
        assertEquals(List.of(), machine.calls());
    }

    @Test
    void programThatCannotEvenSayItsVersionStopsNothing() throws Exception {
        var archive = machine.archive("1.1.0", PlayedMachine.GOOD);
        var broken = root.resolve("made/landfall-runner-1.1.0-" + Platform.name() + "/landfall");
        Files.writeString(broken, "#!/bin/sh\necho no such library >&2\nexit 127\n");
        machine.pack(archive);
        machine.ask(machine.release("1.1.0-other", PlayedMachine.GOOD));
        machine.supervise(InstantSource.system());
        var key = EcKeys.generate();
        Files.writeString(machine.key(), key.jwk().text());
        machine.ask(machine.manifest("1.1.0", archive, key));
        var state = machine.supervise(InstantSource.system());
        assertEquals(UpdateStep.FAILED, state.step());
        assertTrue(state.reason().contains("ended with 127: no such library"), state.reason());
        assertEquals("1.1.0-other", machine.runs());
    }

    @Test
    void archiveThatIsNotTheSignedOneIsNotUnpacked() throws Exception {
        var manifest = machine.release("1.1.0", PlayedMachine.GOOD);
        var served = root.resolve("served/landfall-runner-1.1.0-" + Platform.name() + ".tar.gz");
        var bytes = Files.readAllBytes(served);
        bytes[bytes.length / 2] ^= 1;
        Files.write(served, bytes);
        machine.ask(manifest);
        refused("Nothing of it was unpacked");
        assertFalse(Files.exists(machine.releases().resolve("1.1.0")));
    }

    @Test
    void longerArchiveIsNotEvenFetchedToItsEnd() throws Exception {
        var manifest = machine.release("1.1.0", PlayedMachine.GOOD);
        Files.write(root.resolve("served/landfall-runner-1.1.0-" + Platform.name() + ".tar.gz"), new byte[1 << 20]);
        machine.ask(manifest);
        refused("longer than");
    }

    @Test
    void archiveOfNoAnnouncedLengthEndsAtItsLimit() throws Exception {
        var manifest = machine.release("1.1.0", PlayedMachine.GOOD);
        machine.serveWithoutEnd();
        machine.ask(manifest);
        refused("longer than");
    }

    @Test
    void archiveThatIsNotThereIsSaid() throws Exception {
        var manifest = machine.release("1.1.0", PlayedMachine.GOOD);
        Files.delete(root.resolve("served/landfall-runner-1.1.0-" + Platform.name() + ".tar.gz"));
        machine.ask(manifest);
        refused("could not be fetched: status 404");
    }

    @Test
    void anotherKeysVersionIsRefused() throws Exception {
        machine.ask(machine.manifest("1.1.0", machine.archive("1.1.0", PlayedMachine.GOOD), EcKeys.generate()));
        refused("not signed by the release key that this machine pins");
    }

    @Test
    void machineWithoutAKeyTakesNoUpdate() throws Exception {
        machine.ask(machine.release("1.1.0", PlayedMachine.GOOD));
        Files.delete(machine.key());
        refused("pins no release key");
    }

    @ParameterizedTest
    @CsvSource({"1.0.0", "0.9.0", "1.0.0-rc1"})
    void thereIsNoWayBackToAnOlderVersion(String version) throws Exception {
        machine.ask(machine.release(version, PlayedMachine.GOOD));
        refused("is not newer than 1.0.0");
    }

    @Test
    void policyDecidesWhichVersionsComeHere() throws Exception {
        Files.writeString(machine.folder().resolve("policy.toml"), "[update]\nversions = [\"1.0.*\"]\n");
        machine.ask(machine.release("1.1.0", PlayedMachine.GOOD));
        refused("version 1.1.0 matches none of its versions [1.0.*]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kinds = ['ci'] | jobs of kind 'update' are not among its kinds [ci]",
                "[[windows]]\\ndays = ['mon']\\nfrom = '08:00'\\nto = '17:00' | may start only",
                "kinds = 1 | kinds"
            })
    void supervisorAsksThePolicyItself(String policy, String reason) throws Exception {
        Files.writeString(
                machine.folder().resolve("policy.toml"),
                policy.replace("\\n", "\n").replace('\'', '"') + "\n");
        machine.ask(machine.release("1.1.0", PlayedMachine.GOOD));
        var thursday = Instant.EPOCH;
        var state = machine.supervise(() -> thursday);
        assertEquals(UpdateStep.FAILED, state.step());
        assertTrue(state.reason().contains(reason), state.reason());
        assertEquals(List.of(), machine.calls());
    }

    @Test
    void requestThatIsALinkOrNoRequestIsNone() throws Exception {
        var file = UpdateRequest.file(machine.folder());
        Files.createDirectories(file.getParent());
        Files.writeString(root.resolve("elsewhere"), "{}");
        Files.createSymbolicLink(file, root.resolve("elsewhere"));
        new Supervisor(RunnerConfig.from(machine.environment()), Optional.empty(), InstantSource.system()).run();
        assertEquals(List.of(), machine.calls());
    }

    @ParameterizedTest
    @CsvSource({"before, stop", "after, stop", "before, start", "after, start"})
    void supervisorThatIsKilledGoesOnWhereItWas(String when, String verb) throws Exception {
        machine.ask(machine.release("1.1.0", PlayedMachine.GOOD));
        machine.killAt(when, verb);
        killed(machine.superviseApart());

        assertEquals(
                UpdateStep.SUCCEEDED, machine.supervise(InstantSource.system()).step());
        assertEquals("1.1.0", machine.runs());
    }

    @Test
    void supervisorThatIsKilledWhileItFetchesFetchesAgain() throws Exception {
        var supervisor = new CompletableFuture<Process>();
        machine.ask(machine.release("1.1.0", PlayedMachine.GOOD));
        var downloads = new AtomicInteger();
        machine.onDownload(() -> {
            if (downloads.incrementAndGet() == 1) {
                supervisor.join().destroyForcibly();
            }
        });
        var process = machine.superviseApart();
        supervisor.complete(process);
        killed(process);
        assertEquals(List.of(), machine.calls());

        assertEquals(
                UpdateStep.SUCCEEDED, machine.supervise(InstantSource.system()).step());
        assertEquals("1.1.0", machine.runs());
    }

    @Test
    void supervisorThatIsKilledWithABadVersionInPlacePutsTheOldOneBack() throws Exception {
        machine.ask(machine.release("1.1.0", PlayedMachine.SILENT));
        machine.killAt("after", "start");
        killed(machine.superviseApart());
        assertEquals("1.1.0", machine.runs());

        machine.killAt("before", "stop");
        var state = UpdateState.find(machine.releases()).orElseThrow();
        state.to(UpdateStep.ROLL_BACK, Instant.now()).write(machine.releases());
        killed(machine.superviseApart());
        assertEquals(UpdateStep.FAILED, machine.supervise(hours()).step());
        assertEquals(PlayedMachine.INSTALLED, machine.runs());
    }

    private void refused(String reason) throws Exception {
        var state = machine.supervise(InstantSource.system());
        assertEquals(UpdateStep.FAILED, state.step());
        assertTrue(state.reason().contains(reason), state.reason());
        assertEquals(List.of(), machine.calls());
        assertEquals(PlayedMachine.INSTALLED, machine.runs());
    }

    private static void killed(Process supervisor) throws InterruptedException {
        assertTrue(supervisor.waitFor(120, TimeUnit.SECONDS), "the supervisor was not killed");
        assertEquals(137, supervisor.exitValue());
    }

    /** A clock on which an hour passes from look to look. */
    private static InstantSource hours() {
        var hours = new AtomicInteger();
        return () -> Instant.EPOCH.plusSeconds(3600L * hours.incrementAndGet());
    }
}
