package dev.landfall.runner.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.runner.process.ProcessTable;
import dev.landfall.runner.time.Ticker;
import dev.landfall.runner.workspace.WorkFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class GuardIT {

    private static final String STUBBORN = "trap '' INT TERM HUP; echo ready $$; while :; do sleep 0.05; done";

    private final List<Process> started = new ArrayList<>();
    private final List<String> boots = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void killWhatATestLeft() {
        started.forEach(Process::destroyForcibly);
        boots.forEach(boot -> StandIns.ofBoot(boot)
                .forEach(entry -> ProcessHandle.of(entry.pid()).ifPresent(ProcessHandle::destroyForcibly)));
    }

    @Test
    void aKilledRunnersJobsAreInterruptedAtOnceAndMayEndByThemselves() throws Exception {
        Path told = folder.resolve("told");
        StandIns runner = runner(
                20,
                "trap 'date +%s%N >> " + told + "; sleep 0.3; echo unlocked >> " + told
                        + "; exit' INT; echo ready $$; while :; do sleep 0.02; done");
        runner.await("ready");
        String boot = boot(runner);
        kill(runner);
        Duration interrupted = StandIns.until("interrupted", () -> Files.exists(told));
        assertTrue(interrupted.toMillis() < 1000, "interrupted after " + interrupted);
        StandIns.until("gone", () -> StandIns.ofBoot(boot).isEmpty());
        List<String> lines = Files.readAllLines(told);
        assertEquals(2, lines.size(), () -> "interrupted more than once: " + lines);
        assertEquals("unlocked", lines.get(1));
    }

    /** Terraform prints that it was interrupted before it writes its state anywhere. */
    @Test
    void aJobMayPrintAfterItsRunnerIsGone() throws Exception {
        Path told = folder.resolve("told");
        StandIns runner = runner(
                20,
                "trap 'echo interrupted; echo interrupted >&2; echo saved > " + told
                        + "; exit' INT; echo ready $$; while :; do sleep 0.02; done");
        runner.await("ready");
        String boot = boot(runner);
        kill(runner);
        StandIns.until("gone", () -> StandIns.ofBoot(boot).isEmpty());
        assertEquals("saved", Files.readString(told).strip());
    }

    @Test
    void jobsOfARunnerThatIgnoresInterruptsAreInterruptedAllTheSame() throws Exception {
        Path told = folder.resolve("told");
        List<String> inBackground = List.of("sh", "-c", "trap '' INT; exec \"$@\"", "sh");
        String script = "trap 'echo > " + told + "; exit' INT; echo ready; while :; do sleep 0.02; done";
        StandIns runner = new StandIns(inBackground, folder, 20, script);
        started.add(runner.process);
        runner.await("ready");
        String boot = boot(runner);
        kill(runner);
        StandIns.until("interrupted", () -> Files.exists(told));
        StandIns.until("gone", () -> StandIns.ofBoot(boot).isEmpty());
    }

    @Test
    void jobsThatIgnoreTheInterruptAreKilledAfterTheirGrace() throws Exception {
        StandIns runner = runner(2, STUBBORN);
        String pid = runner.await("ready");
        String boot = boot(runner);
        kill(runner);
        Duration gone = StandIns.until("gone", () -> StandIns.ofBoot(boot).isEmpty());
        assertFalse(StandIns.lives(pid));
        assertTrue(gone.toMillis() >= 1900, "killed before its grace was over: " + gone);
    }

    @Test
    void jobThatTheRunnerCouldNotAnnounceAnyMoreIsEndedToo() throws Exception {
        StandIns runner = runner(60, RunnerStandIn.UNANNOUNCED + STUBBORN);
        runner.await("ready");
        String boot = boot(runner);
        kill(runner);
        Duration gone = StandIns.until("gone", () -> StandIns.ofBoot(boot).isEmpty());
        assertTrue(gone.toMillis() >= RunnerStandIn.GRACE_OF_UNANNOUNCED.toMillis() - 100, "it got no grace: " + gone);
    }

    @Test
    void daemonsThatLeftSessionEnvironmentOrParentAreKilledToo() throws Exception {
        StandIns runner = runner(
                1,
                "setsid sh -c 'trap \"\" INT; echo own-session $$; while :; do sleep 0.05; done' &"
                        + "(setsid sh -c 'cd /; trap \"\" INT; echo twice $$; while :; do sleep 0.05; done' &);"
                        + "(env -i PATH=$PATH setsid sh -c 'trap \"\" INT; echo bare $$; while :; do sleep 0.05; done' &);"
                        + "echo ready $$; wait; sleep 1000");
        String ownSession = runner.await("own-session");
        String twice = runner.await("twice");
        String bare = runner.await("bare");
        String boot = boot(runner);
        kill(runner);
        StandIns.until(
                "gone",
                () -> StandIns.ofBoot(boot).isEmpty()
                        && !StandIns.lives(ownSession)
                        && !StandIns.lives(twice)
                        && !StandIns.lives(bare));
    }

    @Test
    void eachJobHasItsOwnGrace() throws Exception {
        StandIns runner = runner(1, STUBBORN);
        runner.await("ready");
        Path other = Files.createDirectory(folder.resolve("other"));
        StandIns patient = standIn(other, 60, STUBBORN);
        patient.await("ready");
        String patientBoot = boot(patient);
        String boot = boot(runner);
        kill(runner);
        StandIns.until("gone", () -> StandIns.ofBoot(boot).isEmpty());
        assertFalse(StandIns.ofBoot(patientBoot).isEmpty(), "another runner's job was killed");
    }

    @Test
    void theGuardEndsWithARunnerThatEndsAsItShould() throws Exception {
        StandIns runner = runner(1);
        String guard = runner.await("guard");
        runner.say('c');
        assertTrue(runner.process.waitFor(20, TimeUnit.SECONDS));
        StandIns.until("guard gone", () -> !StandIns.lives(guard));
    }

    @Test
    void aGuardThatWasKilledIsReplacedByOneThatKnowsTheJobs() throws Exception {
        StandIns runner = runner(1, STUBBORN);
        runner.await("ready");
        String first = runner.await("guard");
        String boot = boot(runner);
        ProcessHandle.of(Long.parseLong(first)).orElseThrow().destroyForcibly();
        StandIns.until("guard gone", () -> !StandIns.lives(first));
        String[] second = {first};
        StandIns.until("another guard", () -> {
            second[0] = askForGuard(runner);
            return !second[0].equals(first);
        });
        assertNotEquals(first, second[0]);
        kill(runner);
        StandIns.until("gone", () -> StandIns.ofBoot(boot).isEmpty());
    }

    @Test
    void theNextStartEndsWhatIsLeftWhenTheGuardWasKilledAsWell() throws Exception {
        StandIns runner = runner(1, STUBBORN, "trap 'exit 0' INT; while :; do sleep 0.05; done");
        runner.await("ready");
        String guard = runner.await("guard");
        String boot = boot(runner);
        ProcessHandle.of(Long.parseLong(guard)).orElseThrow().destroyForcibly();
        StandIns.until("guard gone", () -> !StandIns.lives(guard));
        kill(runner);
        try (WorkFolder again = WorkFolder.open(folder, new Random())) {
            OrphanSweep sweep = new OrphanSweep(
                    ProcessTable.ofSystem(), again.boot(), again.attempts(), Duration.ofSeconds(1), Ticker.system());
            assertFalse(sweep.once());
            StandIns.until("swept", sweep::once);
            assertTrue(StandIns.ofBoot(boot).isEmpty());
            assertEquals(2, again.sweep());
        }
    }

    @Test
    void theNextStartLeavesAGuardToItsWork() throws Exception {
        StandIns runner = runner(3, STUBBORN);
        runner.await("ready");
        String boot = boot(runner);
        kill(runner);
        try (WorkFolder again = WorkFolder.open(folder, new Random())) {
            OrphanSweep sweep = new OrphanSweep(
                    ProcessTable.ofSystem(), again.boot(), again.attempts(), Duration.ZERO, Ticker.system());
            assertFalse(sweep.once());
            assertFalse(sweep.once());
            assertFalse(StandIns.ofBoot(boot).isEmpty(), "the job lost its grace");
            StandIns.until("swept", sweep::once);
        }
    }

    private StandIns runner(int graceSeconds, String... scripts) throws IOException {
        return standIn(folder, graceSeconds, scripts);
    }

    private StandIns standIn(Path workFolder, int graceSeconds, String... scripts) throws IOException {
        StandIns runner = new StandIns(workFolder, graceSeconds, scripts);
        started.add(runner.process);
        return runner;
    }

    private String boot(StandIns runner) throws InterruptedException {
        String boot = runner.await("boot");
        boots.add(boot);
        return boot;
    }

    private static String askForGuard(StandIns runner) {
        try {
            runner.say('g');
            return runner.await("guard");
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void kill(StandIns runner) throws InterruptedException {
        runner.process.destroyForcibly();
        assertTrue(runner.process.waitFor(20, TimeUnit.SECONDS));
    }
}
