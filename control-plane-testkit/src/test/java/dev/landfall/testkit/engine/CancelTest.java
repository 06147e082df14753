package dev.landfall.testkit.engine;

import static dev.landfall.testkit.engine.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.landfall.controlplane.job.JobStatus;
import dev.landfall.controlplane.workflow.StepDecision;
import dev.landfall.controlplane.workflow.StepStatus;
import dev.landfall.controlplane.workflow.WorkflowStatus;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.job.JobOutcome;
import dev.landfall.protocol.lease.HeartbeatReply.Order;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CancelTest {
    private final Engine engine = Engine.onFakes();
    private final TestRunner one = engine.runner("one");

    @Test
    void aQueuedJobEndsAtOnceWithItsWorkflow() {
        var started = engine.start(Engine.job("build"), Engine.job("test", "build"));
        engine.jobs.cancel(started.jobs().getFirst(), "not needed", Engine.ALICE);
        engine.jobs.cancel(started.jobs().getFirst(), "again", Engine.ALICE);
        var view = engine.workflows.view(started.id());
        assertEquals(WorkflowStatus.CANCELLED, view.workflow().status());
        assertEquals(StepStatus.SKIPPED, engine.step(started.id(), "test").status());
    }

    @Test
    void aRunningJobIsToldByItsNextHeartbeatAndEndsWithItsCompletion() {
        engine.start(Engine.job("build"));
        var lease = one.claim(engine.announced().getFirst());
        engine.jobs.cancel(lease.job(), "", Engine.ALICE);
        assertEquals(JobStatus.RUNNING, engine.jobs.require(lease.job()).status());
        assertEquals(Order.CANCEL, one.beat(lease).orders().get(lease.job()));
        one.complete(lease, JobOutcome.CANCELLED);
        var job = engine.jobs.require(lease.job());
        assertEquals(JobStatus.CANCELLED, job.status());
        assertEquals("cancelled by token alice", job.reason());
    }

    @Test
    void aFailureAfterACancelIsACancel() {
        engine.start(Engine.job("build"));
        var lease = one.claim(engine.announced().getFirst());
        engine.jobs.cancel(lease.job(), "", Engine.ALICE);
        one.complete(lease, JobOutcome.FAILED);
        assertEquals(JobStatus.CANCELLED, engine.jobs.require(lease.job()).status());
    }

    @Test
    void aJobThatWasFasterThanItsCancelHasSucceeded() {
        engine.start(Engine.job("build"));
        var lease = one.claim(engine.announced().getFirst());
        engine.jobs.cancel(lease.job(), "", Engine.ALICE);
        one.complete(lease, JobOutcome.SUCCEEDED);
        assertEquals(JobStatus.SUCCEEDED, engine.jobs.require(lease.job()).status());
    }

    @Test
    void aCancelledJobWhoseRunnerIsGoneIsNotRunAgain() {
        engine.start(Engine.job("build"));
        var lease = one.claim(engine.announced().getFirst());
        engine.jobs.cancel(lease.job(), "", Engine.ALICE);
        engine.pass(Duration.ofMinutes(6));
        assertEquals(JobStatus.CANCELLED, engine.jobs.require(lease.job()).status());
    }

    @Test
    void anEndedJobCannotBeCancelled() {
        engine.start(Engine.job("build"));
        var lease = one.claim(engine.announced().getFirst());
        one.complete(lease, JobOutcome.SUCCEEDED);
        assertRefused(ErrorKind.CONFLICT, () -> engine.jobs.cancel(lease.job(), "", Engine.ALICE));
    }

    @Test
    void aCancelledWorkflowEndsWhatWaitsAndInterruptsWhatRuns() {
        var started = engine.start(Engine.job("a"), Engine.job("b"), Engine.job("c", "a"));
        var lease = one.claim(engine.announced().getFirst());
        engine.workflows.cancel(started.id(), "wrong branch", Engine.ALICE);
        engine.workflows.cancel(started.id(), "wrong branch", Engine.ALICE);
        assertEquals(StepStatus.CANCELLED, engine.step(started.id(), "b").status());
        assertEquals(StepStatus.CANCELLED, engine.step(started.id(), "c").status());
        assertEquals(Order.CANCEL, one.beat(lease).orders().get(lease.job()));
        one.complete(lease, JobOutcome.CANCELLED);
        var workflow = engine.workflows.view(started.id()).workflow();
        assertEquals(WorkflowStatus.CANCELLED, workflow.status());
        assertEquals("cancelled by token alice: wrong branch", workflow.reason());
    }

    @Test
    void aWaitingApprovalIsCancelledWithItsWorkflow() {
        engine.rules.ready("approve", context -> new StepDecision.AwaitApproval("d1", List.of(), null));
        var started = engine.start(Engine.approval("approve"), Engine.job("apply", "approve"));
        engine.workflows.cancel(started.id(), "", Engine.ALICE);
        assertEquals(
                WorkflowStatus.CANCELLED,
                engine.workflows.view(started.id()).workflow().status());
        assertRefused(
                ErrorKind.CONFLICT,
                () -> engine.workflows.approve(started.id(), Optional.empty(), Optional.empty(), Engine.ALICE));
    }
}
