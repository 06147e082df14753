package dev.landfall.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.records.RecordQuery;
import dev.landfall.controlplane.workflow.Changing;
import dev.landfall.controlplane.workflow.StepDecision;
import dev.landfall.protocol.job.JobOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetentionTest {
    private final Engine engine = Engine.onFakes();
    private final TestRunner one = engine.runner("one");

    private List<String> keys() {
        return engine.records.list(RecordQuery.prefix(Engine.PROJECT.value(), "", 1000)).records().stream()
                .map(stored -> stored.key().sort())
                .toList();
    }

    private void aDayLater(int days) {
        engine.clock.advance(Duration.ofDays(days));
        engine.passMinutes(60 * 25);
    }

    @Test
    void logsGoFirstThenTheWorkflowWithAllThatBelongsToIt() {
        var started = engine.start(Engine.job("build"));
        var lease = one.claim(engine.announced().getFirst());
        engine.blobs.put("logs/" + lease.job() + "/1/0", new byte[1]);
        engine.blobs.put("logs/other/1/0", new byte[1]);
        engine.blobs.put("jobs/" + lease.job() + "/1/plan", new byte[1]);
        one.complete(lease, JobOutcome.SUCCEEDED);
        engine.passMinutes(10);

        aDayLater(28);
        assertEquals(2, engine.blobs.list("logs/", "", 10).size());
        aDayLater(3);
        assertEquals(List.of("logs/other/1/0"), engine.blobs.list("logs/", "", 10));
        assertEquals(
                started.id(), engine.workflows.view(started.id()).workflow().id());
        assertEquals(1, engine.blobs.list("jobs/", "", 10).size());
        aDayLater(60);
        assertEquals(List.of(), keys());
        assertEquals(List.of(), engine.blobs.list("jobs/", "", 10));
    }

    @Test
    void whatRunsIsNeverRemoved() {
        var started = engine.start(Engine.job("build"), Engine.job("test"));
        engine.rules.ready("approve", context -> new StepDecision.AwaitApproval("d", List.of(), null));
        var waits = engine.start(Engine.approval("approve"));
        one.complete(one.claim(engine.announced().getFirst()), JobOutcome.SUCCEEDED);
        aDayLater(200);
        assertEquals(1, engine.workflows.view(waits.id()).steps().size());
        assertTrue(
                keys().stream().anyMatch(key -> key.startsWith("wf.")),
                started.id().value());
    }

    @Test
    void aWorkflowThatWasRetriedStaysFromItsLastEndOn() {
        var started = engine.start(Engine.job("build"));
        one.complete(one.claim(engine.announced().getFirst()), JobOutcome.FAILED);
        aDayLater(80);
        engine.workflows.retry(started.id(), Optional.empty(), Engine.ALICE);
        one.complete(one.claim(engine.announced().getFirst()), JobOutcome.SUCCEEDED);
        aDayLater(20);
        assertEquals(2, engine.step(started.id(), "build").jobs().size());
        aDayLater(80);
        assertEquals(List.of(), keys());
    }

    @Test
    void deliveriesExpireByTheirTime() {
        var now = engine.clock.instant().toString();
        engine.start(
                Changing.BESIDE,
                List.of(Documents.put("delivery.1", Map.of("receivedAt", now), Precondition.absent())),
                Engine.job("build"));
        aDayLater(20);
        assertTrue(keys().contains("delivery.1"));
        aDayLater(11);
        assertTrue(!keys().contains("delivery.1"));
    }
}
