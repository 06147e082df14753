package dev.landfall.runner.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.job.JobOutcome;
import dev.landfall.protocol.job.JobResult;
import dev.landfall.protocol.lease.Lease;
import dev.landfall.protocol.signature.EcKeys;
import dev.landfall.runner.config.RunnerConfig;
import dev.landfall.runner.fake.ManualTime;
import dev.landfall.runner.fake.ModelControlPlane;
import dev.landfall.runner.fake.RunnerCore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the runner does with the supervisor's answers, on a clock that is moved. */
class PowerOffHandoverTest {

    private final ManualTime time = new ManualTime();
    private final ModelControlPlane model = new ModelControlPlane(time.clock());

    @TempDir
    Path folder;

    private RunnerCore core;
    private PowerOffHandover handover;
    private JobId job;
    private Lease lease;

    @BeforeEach
    void ask() throws Exception {
        var keys = EcKeys.generate();
        model.know(keys.jwk().text());
        core = new RunnerCore(model, keys, time, folder.resolve("leases"), RunnerCore.Options.of(time));
        var config = RunnerConfig.from(Map.of(
                "LANDFALL_RUNNER_DIR",
                folder.toString(),
                "LANDFALL_RUNNER_RELEASES",
                Files.createDirectories(folder.resolve("releases")).toString()));
        handover = new PowerOffHandover(config, core.book, core.reports, time.clock(), time.ticker());
        job = model.enqueue("true");
        core.start();
        core.pollOnce();
        lease = model.running(job);
        assertTrue(handover.begin(lease).isEmpty());
    }

    @Test
    void endIsReportedOnceTheSupervisorWaitsForIt() {
        handover.once();
        assertNull(model.result(job));
        answer(PowerOffStep.CHECK, "");
        handover.once();
        assertNull(model.result(job));

        answer(PowerOffStep.REPORT, "");
        handover.once();
        assertEquals(JobOutcome.SUCCEEDED, result().outcome());
        assertTrue(request().reported());
        handover.forget();
        assertTrue(request().reported(), "what is reported is not taken back");
    }

    @Test
    void supervisorWaitsUntilTheControlPlaneCanBeReached() {
        core.client.outage(true);
        answer(PowerOffStep.REPORT, "");
        handover.once();
        assertFalse(request().reported());
        core.client.outage(false);
        handover.once();
        assertEquals(JobOutcome.SUCCEEDED, result().outcome());
        assertTrue(request().reported());
    }

    @Test
    void refusalOfTheSupervisorIsReportedAndTheRequestGone() {
        answer(PowerOffStep.REFUSED, "The runner's policy refuses it.");
        handover.once();
        assertEquals(JobOutcome.FAILED, result().outcome());
        assertTrue(result().refused());
        assertEquals("The runner's policy refuses it.", result().reason());
        assertTrue(PowerOffRequest.find(folder).isEmpty());
    }

    @Test
    void silentSupervisorIsSaidAfterTwoMinutes() {
        time.advance(Duration.ofSeconds(119));
        handover.once();
        assertNull(model.result(job));
        time.advance(Duration.ofSeconds(2));
        handover.once();
        assertTrue(result().reason().contains("did not answer within 120 s"), result().reason());
        assertTrue(PowerOffRequest.find(folder).isEmpty());
    }

    @Test
    void nextProcessTakesBackWhatWasNotReported() {
        assertFalse(request().reported());
        handover.forget();
        assertTrue(PowerOffRequest.find(folder).isEmpty());
    }

    private void answer(PowerOffStep step, String reason) {
        new PowerOffState(request(), step, Instant.EPOCH, reason).write(folder.resolve("releases"));
    }

    private PowerOffRequest request() {
        return PowerOffRequest.find(folder).orElseThrow();
    }

    private JobResult result() {
        var result = model.result(job);
        assertNotNull(result, "no end was reported for " + lease);
        return Objects.requireNonNull(result);
    }
}
