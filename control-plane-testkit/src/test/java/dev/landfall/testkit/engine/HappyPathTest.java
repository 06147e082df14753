package dev.landfall.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.landfall.controlplane.job.AttemptStatus;
import dev.landfall.controlplane.job.JobStatus;
import dev.landfall.controlplane.workflow.StepStatus;
import dev.landfall.controlplane.workflow.WorkflowStatus;
import dev.landfall.protocol.job.JobOutcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HappyPathTest {
    private final Engine engine = Engine.onFakes();

    @Test
    void aJobGoesFromItsWorkflowToTheQueueToARunnerAndBack() {
        var started = engine.start(Engine.job("build"), Engine.job("test", "build"));
        var runner = engine.runner("one");

        var lease = runner.claim(engine.announced().getFirst());
        assertEquals(JobStatus.RUNNING, engine.jobOf(started.id(), "build").status());
        runner.beat(lease);
        assertEquals(
                AttemptStatus.RUNNING,
                engine.jobs.view(lease.job()).attempts().getFirst().status());
        runner.complete(lease, JobOutcome.SUCCEEDED);
        assertEquals(JobStatus.SUCCEEDED, engine.jobOf(started.id(), "build").status());
        assertEquals(StepStatus.RUNNING, engine.step(started.id(), "test").status());

        var second = runner.claim(engine.announced().getFirst());
        runner.complete(second, JobOutcome.SUCCEEDED);
        var view = engine.workflows.view(started.id());
        assertEquals(WorkflowStatus.SUCCEEDED, view.workflow().status());
    }

    @Test
    void everyTransitionIsExplained() {
        engine.start(Engine.job("build"));
        var runner = engine.runner("one");
        engine.clock.advance(Duration.ofSeconds(1));
        var lease = runner.claim(engine.announced().getFirst());
        engine.clock.advance(Duration.ofSeconds(1));
        runner.beat(lease);
        engine.clock.advance(Duration.ofSeconds(1));
        runner.complete(lease, JobOutcome.SUCCEEDED);

        var path = engine.jobs.explain(lease.job()).stream()
                .map(line -> line.subject() + " " + line.to())
                .toList();
        assertEquals(
                List.of(
                        "workflow running",
                        "step build running",
                        "job queued",
                        "job running",
                        "attempt 1 claimed",
                        "attempt 1 running",
                        "attempt 1 succeeded",
                        "job succeeded",
                        "step build succeeded",
                        "workflow succeeded"),
                path);
    }
}
