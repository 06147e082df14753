package dev.landfall.runner.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.job.CiWork;
import dev.landfall.protocol.job.JobOutcome;
import dev.landfall.protocol.job.JobResult;
import dev.landfall.protocol.job.JobSpec;
import dev.landfall.protocol.job.Phase;
import dev.landfall.protocol.job.PhaseReport;
import dev.landfall.protocol.job.SecretRef;
import dev.landfall.runner.fake.FakeControlPlane;
import dev.landfall.runner.fake.ShellHandlers;
import dev.landfall.runner.session.Registration.Existing;
import dev.landfall.runner.status.LocalStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.node.ObjectNode;

/** The daemon with its real threads, processes and sockets. */
@Timeout(60)
class RunnerDaemonIT extends RunningDaemons {

    RunnerDaemonIT() {
        super(Map.of("LANDFALL_RUNNER_SLOTS", "4"));
    }

    @Test
    void jobRunsThroughItsPhasesWithItsLog() throws Exception {
        start();
        var result = run("echo to out; echo to err >&2; pwd");

        assertEquals(JobOutcome.SUCCEEDED, result.outcome());
        assertEquals(0, result.exitCode());
        assertEquals(
                List.of(Phase.values()),
                result.phases().stream().map(PhaseReport::phase).toList());
        await(() -> log().contains("o to out\n") && log().contains("e to err\n"));
        await(() -> isEmpty(folder.resolve("work/attempts")));
    }

    @Test
    void exitCodeIsTheResult() throws Exception {
        start();
        var result = run("exit 7");

        assertEquals(JobOutcome.FAILED, result.outcome());
        assertEquals(7, result.exitCode());
    }

    @Test
    void secretsReachTheJobAndNotItsLog() throws Exception {
        var ref = new SecretRef("ci", "password");
        controlPlane.model().secret(ref, "correct-horse");
        start();
        var work = new CiWork(
                "test", "test \"$P\" = correct-horse && echo it is $P", Map.of("P", ref.inText()), null, null);
        var job = controlPlane.model().enqueue(work);

        assertEquals(JobOutcome.SUCCEEDED, result(job).outcome());
        await(() -> controlPlane.model().log(job).contains("it is ***"));
        assertFalse(controlPlane.model().log(job).contains("correct-horse"));
    }

    @Test
    void jobSeesNothingOfTheRunnersEnvironment() throws Exception {
        start(Map.of("SOME_PRIVATE_NAME", "of the runner"));
        var job = controlPlane.model().enqueue("env");
        result(job);

        await(() -> controlPlane.model().log(job).contains("PATH="));
        assertFalse(controlPlane.model().log(job).contains("SOME_PRIVATE_NAME"));
    }

    @Test
    void jobThatRunsTooLongIsEndedWithItsWholeTree() throws Exception {
        start();
        var marker = folder.resolve("survivor");
        var work =
                new CiWork("test", "trap '' TERM; (sleep 30; touch " + marker + ") & sleep 30", Map.of(), null, null);
        var job = controlPlane.model().enqueue(work, controlPlane.model().keys(), spec -> shortened(spec, 1, 1));

        var result = result(job);
        assertEquals(JobOutcome.TIMED_OUT, result.outcome());
        assertTrue(result.reason().contains("timeout of 1 s"), result.reason());
        assertEquals(Phase.CLEANUP, result.phases().getLast().phase());
    }

    @Test
    void unexpectedExceptionFailsTheJobAndTheRunnerGoesOn() throws Exception {
        start();
        var result = run("fail unexpectedly");
        assertEquals(JobOutcome.FAILED, result.outcome());
        assertTrue(result.reason().contains("IllegalStateException"), result.reason());

        assertEquals(JobOutcome.SUCCEEDED, run("true").outcome());
    }

    @Test
    void jobOfAKindThatTheNextVersionHasFailsWithItsNameAndTheRunnerGoesOn() throws Exception {
        var next = controlPlane.model().keys().writing(spec -> {
            spec.put("addedInTheNextVersion", true);
            ((ObjectNode) spec.path("work")).put("kind", "defragment");
        });
        var work = new CiWork("test", "true", Map.of(), null, null);
        var job = controlPlane.model().enqueue(work, next, spec -> spec);
        start();

        var result = result(job);
        assertTrue(result.refused());
        assertTrue(result.reason().startsWith("The runner does not understand the job."), result.reason());
        assertTrue(result.reason().contains("'defragment'"), result.reason());
        assertTrue(result.reason().contains("Update the runner."), result.reason());
        assertEquals(JobOutcome.SUCCEEDED, run("true").outcome());
    }

    @Test
    void drainLetsTheRunningJobFinish() throws Exception {
        var daemon = start();
        var go = folder.resolve("go");
        var job = controlPlane.model().enqueue("while [ ! -e " + go + " ]; do sleep 0.05; done");
        await(() -> status().jobs().equals(List.of(job)));

        daemon.drain();
        var late = controlPlane.model().enqueue("true");
        await(() -> status().state().equals("draining"));
        Files.createFile(go);

        assertEquals(0, daemon.awaitEnd());
        assertEquals(JobOutcome.SUCCEEDED, result(job).outcome());
        assertEquals(0, controlPlane.model().claims(late));
        assertEquals("ended", status().state());
    }

    @Test
    void aRunnerThatEndsLeavesItsQueueSoThatNoMessageGoesToItsWaitingPoll() throws Exception {
        var daemon = start();
        assertEquals(JobOutcome.SUCCEEDED, run("true").outcome());
        assertEquals(List.of(), controlPlane.model().left());
        daemon.drain();
        assertEquals(0, daemon.awaitEnd());
        assertEquals(1, controlPlane.model().left().size());
    }

    @Test
    void stoppingNowCancelsTheRunningJob() throws Exception {
        var daemon = start();
        var job = controlPlane.model().enqueue("sleep 60");
        await(() -> status().jobs().equals(List.of(job)));

        daemon.stopNow();

        assertEquals(0, daemon.awaitEnd());
        assertEquals(JobOutcome.CANCELLED, result(job).outcome());
    }

    @Test
    void resultSurvivesAnOutageAndTheEndOfTheProcess() throws Exception {
        var daemon = start();
        var go = folder.resolve("go");
        var job = controlPlane.model().enqueue("while [ ! -e " + go + " ]; do sleep 0.05; done; echo done");
        await(() -> status().jobs().equals(List.of(job)));
        controlPlane.outage(true);
        Files.createFile(go);
        await(() -> Files.exists(folder.resolve("leases")) && hasFile(folder.resolve("leases"), ".result"));
        endAbruptly(daemon);

        controlPlane.outage(false);
        start();

        assertEquals(JobOutcome.SUCCEEDED, result(job).outcome());
        await(() -> controlPlane.model().log(job).contains("o done\n"));
        assertTrue(controlPlane.model().lost().isEmpty());
    }

    @Test
    void secondProcessInTheSameFolderIsRefused() {
        start();
        var problem =
                assertThrows(LandfallException.class, () -> RunnerDaemon.start(config(Map.of()), new ShellHandlers()));

        assertEquals(ErrorKind.CONFLICT, problem.kind());
    }

    @Test
    void olderProcessWithTheSameIdentityEndsByItself() throws Exception {
        var daemon = start();
        controlPlane.model().replaceRunner();

        assertEquals(RunnerDaemon.REPLACED, daemon.awaitEnd());
        assertEquals(6, RunnerDaemon.REPLACED);
    }

    @Test
    void registrationIsKeptPrivateAndNotReplacedByAccident() throws Exception {
        register();
        var permissions = Files.getPosixFilePermissions(folder.resolve("runner.key"));
        assertEquals("rw-------", PosixFilePermissions.toString(permissions));

        var problem = assertThrows(LandfallException.class, this::register);
        assertEquals(ErrorKind.CONFLICT, problem.kind());
        RunnerDaemon.register(config(Map.of()), controlPlane.uri(), FakeControlPlane.ENROLMENT_TOKEN, Existing.REPLACE);
    }

    @Test
    void wrongEnrolmentTokenLeavesNoRegistration() {
        var problem = assertThrows(
                LandfallException.class,
                () -> RunnerDaemon.register(config(Map.of()), controlPlane.uri(), "wrong", Existing.KEEP));

        assertEquals(ErrorKind.UNAUTHENTICATED, problem.kind());
        assertFalse(Files.exists(folder.resolve("runner.json")));
    }

    @Test
    void unregisteredRunnerSaysWhatToDo() {
        var problem =
                assertThrows(LandfallException.class, () -> RunnerDaemon.start(config(Map.of()), new ShellHandlers()));

        assertEquals(ErrorKind.NOT_FOUND, problem.kind());
        assertTrue(problem.publicMessage().contains("landfall runner register"), problem.publicMessage());
    }

    @Test
    void manyJobsEndAndLeaveNothingBehind() throws Exception {
        start();
        var jobs = new ArrayList<JobId>();
        for (int i = 0; i < 100; i++) {
            jobs.add(controlPlane.model().enqueue("true"));
        }

        assertTrue(controlPlane.model().awaitResults(jobs, PATIENCE));
        await(() -> controlPlane.model().messages() == 0);
        await(() -> isEmpty(folder.resolve("work/attempts")) && isEmpty(folder.resolve("leases")));
    }

    private RunnerDaemon start() {
        return start(Map.of());
    }

    private JobResult run(String command) throws InterruptedException {
        return result(controlPlane.model().enqueue(command));
    }

    private String log() {
        return controlPlane.model().log(new JobId("in_test.jb_1"));
    }

    private LocalStatus status() {
        return LocalStatus.read(config(Map.of())).orElseThrow();
    }

    private static JobSpec shortened(JobSpec spec, long timeoutSeconds, long graceSeconds) {
        return new JobSpec(
                spec.job(),
                spec.attempt(),
                spec.pool(),
                spec.issuedAt(),
                spec.expiresAt(),
                timeoutSeconds,
                graceSeconds,
                spec.secrets(),
                spec.environmentName(),
                spec.work());
    }

    private static boolean isEmpty(Path directory) {
        try (var files = Files.list(directory)) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean hasFile(Path directory, String suffix) {
        try (var files = Files.list(directory)) {
            return files.anyMatch(file -> file.toString().endsWith(suffix));
        } catch (IOException e) {
            return false;
        }
    }
}
