package dev.landfall.runner.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.runner.time.Ticker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class JobProcessIT {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration GRACE = Duration.ofMillis(300);
    private static final String PATH = "/usr/local/bin:/usr/bin:/bin";

    private final ProcessTable table = ProcessTable.ofSystem();
    private final JobProcesses processes =
            new JobProcesses(SessionStarter.find(PATH), table, ProcessWatch.none(), Ticker.system());
    private final Captured out = new Captured();
    private final Captured err = new Captured();

    @TempDir
    private Path folder;

    private String job = "job";

    @AfterEach
    void stop() {
        processes.close();
    }

    @Test
    void stdoutAndStderrAreKeptApartAndTheExitCodeIsTheProgramsOwn() throws Exception {
        assertEquals(7, run("echo out; echo err >&2; exit 7"));
        assertEquals("out\n", out.text());
        assertEquals("err\n", err.text());
    }

    @Test
    void argumentsReachTheProgramAsTheyAre() throws Exception {
        List<String> command = List.of("printf", "%s|", "a b", "$HOME", "*", "", "ü\n'\"");
        JobProcess process = processes.start(spec(command, ""), out, err);
        assertEquals(0, process.await(LONG).orElseThrow());
        assertEquals("a b|$HOME|*||ü\n'\"|", out.text());
    }

    @Test
    void nothingOfTheRunnersEnvironmentIsPassedOn() throws Exception {
        assertEquals(
                0,
                processes.start(spec(List.of("env"), ""), out, err).await(LONG).orElseThrow());
        List<String> names =
                out.text().lines().map(line -> line.split("=", 2)[0]).sorted().toList();
        assertEquals(
                List.of("GREETING", "LANDFALL_JOB_ATTEMPT", "LANDFALL_JOB_ID", "LANDFALL_JOB_MARK", "PATH"), names);
    }

    @Test
    void inputIsReadToItsEnd() throws Exception {
        assertEquals(
                0,
                processes
                        .start(spec(List.of("cat"), "one\ntwo"), out, err)
                        .await(LONG)
                        .orElseThrow());
        assertEquals("one\ntwo", out.text());
        assertEquals(0, run("cat"));
    }

    @Test
    void aProgramThatDoesNotExistIsAnErrorThatSaysSo() {
        LandfallException missing = assertThrows(
                LandfallException.class, () -> processes.start(spec(List.of("no-such-program"), ""), out, err));
        assertEquals(ErrorKind.INVALID, missing.kind());
        assertTrue(missing.publicMessage().contains("'no-such-program'"), missing.publicMessage());
    }

    @Test
    void aDirectoryThatDoesNotExistIsAnErrorThatSaysSo() {
        ProcessSpec spec = new ProcessSpec(
                List.of("true"), Map.of("PATH", PATH), folder.resolve("none"), folder, "", mark(), GRACE);
        LandfallException missing = assertThrows(LandfallException.class, () -> processes.start(spec, out, err));
        assertTrue(missing.publicMessage().contains("working directory"), missing.publicMessage());
    }

    @Test
    void aProcessThatRunsOnIsNotAwaitedForever() throws Exception {
        JobProcess process = start("exec sleep 1000");
        assertTrue(process.await(Duration.ofMillis(20)).isEmpty());
        process.kill();
        assertEquals(137, process.await(LONG).orElseThrow());
    }

    @Test
    void anInterruptReachesTheWholeGroupOnce() throws Exception {
        JobProcess process = start("trap 'echo parent; sleep 0.1; exit 3' INT; "
                + "sh -c 'trap \"echo child\" INT; echo ready; while :; do sleep 0.02; done' & wait");
        out.awaitText("ready");
        process.interrupt(GRACE);
        process.interrupt(GRACE);
        assertEquals(3, process.await(LONG).orElseThrow());
        assertEquals(
                List.of("parent"), out.text().lines().filter("parent"::equals).toList());
    }

    @Test
    void aChildMayUseTheGraceAfterItsParentDiedOfTheInterrupt() throws Exception {
        JobProcess process =
                start("sh -c 'trap \"sleep 0.2; echo unlocked; exit\" INT; echo ready; while :; do sleep 0.02; done'");
        out.awaitText("ready");
        process.end(Duration.ofSeconds(10));
        assertTrue(out.text().contains("unlocked"), out.text());
        assertNothingLeft();
    }

    @Test
    void aProcessThatIgnoresTheInterruptIsKilledAfterItsGrace() throws Exception {
        JobProcess process = start("trap '' INT TERM; echo ready; while :; do sleep 0.05; done");
        out.awaitText("ready");
        assertEquals(137, process.end(GRACE));
        assertNothingLeft();
    }

    @Test
    void aDaemonInItsOwnSessionIsKilledWithTheJob() throws Exception {
        assertEquals(
                0,
                run("setsid sh -c 'sleep 1000 & echo $! > daemon; wait' > /dev/null 2>&1 < /dev/null & "
                        + "while [ ! -s daemon ]; do sleep 0.01; done"));
        assertGone("daemon");
        assertNothingLeft();
    }

    @Test
    void aDaemonThatForkedTwiceAndKeepsStdoutOpenDoesNotHoldTheJob() throws Exception {
        long start = System.nanoTime();
        assertEquals(
                0,
                run("(setsid sh -c 'echo $$ > daemon; cd /; exec sleep 1000' &) ; "
                        + "while [ ! -s daemon ]; do sleep 0.01; done; echo done"));
        assertEquals("done\n", out.text());
        assertGone("daemon");
        assertTrue(System.nanoTime() - start < Duration.ofSeconds(10).toNanos());
    }

    @Test
    void aDaemonWithoutMarkOutsideOfSessionAndWorkspaceIsFoundByTheOutputItHoldsOpen() throws Exception {
        assertEquals(
                0,
                run("(cd / && env -i setsid /bin/sh -c 'echo $$ > " + folder + "/daemon; exec /bin/sleep 1000' &); "
                        + "while [ ! -s daemon ]; do sleep 0.01; done"));
        assertGone("daemon");
    }

    @Test
    void aProcessWithoutMarkIsFoundByItsWorkspace() throws Exception {
        assertEquals(
                0,
                run("(env -i setsid /bin/sh -c 'echo $$ > daemon; exec /bin/sleep 1000' > /dev/null 2>&1 &); "
                        + "while [ ! -s daemon ]; do sleep 0.01; done"));
        assertGone("daemon");
    }

    @Test
    void processesOfOtherAttemptsAreLeftAlone() throws Exception {
        job = "other";
        Files.createDirectories(folder.resolve("elsewhere"));
        JobProcess other = processes.start(
                new ProcessSpec(
                        List.of("sleep", "1000"),
                        Map.of("PATH", PATH),
                        folder.resolve("elsewhere"),
                        folder.resolve("elsewhere"),
                        "",
                        mark(),
                        GRACE),
                new Captured(),
                new Captured());
        job = "job";
        Path workspace = Files.createDirectories(folder.resolve("workspace"));
        JobProcess own = processes.start(
                new ProcessSpec(List.of("true"), Map.of("PATH", PATH), workspace, workspace, "", mark(), GRACE),
                out,
                err);
        assertEquals(0, own.await(LONG).orElseThrow());
        assertTrue(other.await(Duration.ZERO).isEmpty());
        other.kill();
        assertEquals(137, other.await(LONG).orElseThrow());
    }

    @Test
    void everyByteOfABurstBeforeTheExitArrives() throws Exception {
        assertEquals(0, run("head -c 3000000 /dev/zero"));
        assertEquals(3_000_000, out.text().length());
    }

    @Test
    void manyProcessesAtOnceEachEndWithTheirOwnCode() throws Exception {
        List<JobProcess> started = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            job = "job" + i;
            Path workspace = Files.createDirectories(folder.resolve(job));
            started.add(processes.start(
                    new ProcessSpec(
                            List.of("sh", "-c", "exit " + i),
                            Map.of("PATH", PATH),
                            workspace,
                            workspace,
                            "",
                            mark(),
                            GRACE),
                    new Captured(),
                    new Captured()));
        }
        for (int i = 0; i < 20; i++) {
            assertEquals(i, started.get(i).await(LONG).orElseThrow());
        }
    }

    private int run(String script) throws InterruptedException {
        return start(script).await(LONG).orElseThrow();
    }

    private JobProcess start(String script) {
        return processes.start(spec(List.of("sh", "-c", script), ""), out, err);
    }

    private ProcessSpec spec(List<String> command, String input) {
        return new ProcessSpec(
                command, Map.of("PATH", PATH, "GREETING", "hello"), folder, folder, input, mark(), GRACE);
    }

    private JobMark mark() {
        return new JobMark("test." + ProcessHandle.current().pid() + "-" + folder.getFileName(), job, 1);
    }

    private void assertGone(String pidFile) throws Exception {
        long pid = Long.parseLong(Files.readString(folder.resolve(pidFile)).strip());
        assertTrue(table.find(pid).isEmpty(), "still there: " + pid);
    }

    private void assertNothingLeft() {
        byte[] entry = mark().environmentEntry();
        assertFalse(
                table.list(pid -> true).stream().anyMatch(process -> table.environmentContains(process.pid(), entry)));
    }
}
