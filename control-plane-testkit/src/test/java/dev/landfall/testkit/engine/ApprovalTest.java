package dev.landfall.testkit.engine;

import static dev.landfall.testkit.engine.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.controlplane.audit.Actor;
import dev.landfall.controlplane.workflow.Approval;
import dev.landfall.controlplane.workflow.Changing;
import dev.landfall.controlplane.workflow.StartedWorkflow;
import dev.landfall.controlplane.workflow.StepDecision;
import dev.landfall.controlplane.workflow.StepStatus;
import dev.landfall.controlplane.workflow.WorkflowStatus;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.id.WorkflowId;
import dev.landfall.protocol.job.JobOutcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApprovalTest {
    private static final Actor BOB = Actor.token("bob");

    private final Engine engine = Engine.onFakes();
    private final TestRunner one = engine.runner("one");
    private StartedWorkflow started = new StartedWorkflow(new WorkflowId("pr_1.none"), List.of());

    @BeforeEach
    void planAndAsk() {
        engine.rules
                .ready(
                        "approve",
                        context -> new StepDecision.AwaitApproval(
                                "digest-"
                                        + context.step("plan")
                                                .orElseThrow()
                                                .jobs()
                                                .size(),
                                List.of("+ create x"),
                                context.step("plan").orElseThrow().job().orElse(null)))
                .retryFrom("apply", List.of("plan", "approve", "apply"));
        started = engine.start(
                Changing.CHANGING,
                List.of(),
                Engine.job("plan"),
                Engine.approval("approve", "plan"),
                Engine.job("apply", "approve"));
        next(JobOutcome.SUCCEEDED);
    }

    private void next(JobOutcome outcome) {
        one.complete(one.claim(engine.announced().getFirst()), outcome);
    }

    private WorkflowStatus status() {
        return engine.workflows.view(started.id()).workflow().status();
    }

    private void approve(String digest) {
        engine.workflows.approve(started.id(), Optional.empty(), Optional.of(digest), BOB);
    }

    @Test
    void anApprovalNamesTheDigestAndLetsTheWorkflowGoOn() {
        assertEquals(WorkflowStatus.AWAITING_APPROVAL, status());
        approve("digest-1");
        var step = engine.step(started.id(), "approve");
        assertEquals(StepStatus.SUCCEEDED, step.status());
        assertEquals(Optional.of(BOB), Optional.ofNullable(step.approval()).map(Approval::by));
        assertEquals(WorkflowStatus.RUNNING, status());
        next(JobOutcome.SUCCEEDED);
        assertEquals(WorkflowStatus.SUCCEEDED, status());
    }

    @Test
    void anotherDigestIsRefused() {
        var refusal = assertRefused(ErrorKind.CONFLICT, () -> approve("digest-9"));
        assertTrue(refusal.contains("digest-1"), refusal);
        assertEquals(WorkflowStatus.AWAITING_APPROVAL, status());
    }

    @Test
    void approvingTwiceIsAnsweredTheSame() {
        approve("digest-1");
        approve("digest-1");
        assertEquals(1, engine.announced().size());
        assertRefused(ErrorKind.CONFLICT, () -> approve("digest-2"));
        assertRefused(ErrorKind.CONFLICT, () -> engine.workflows.deny(started.id(), Optional.empty(), "late", BOB));
    }

    @Test
    void aDenialFailsTheStepAndSkipsWhatDependsOnIt() {
        engine.workflows.deny(started.id(), Optional.of("approve"), "too risky", BOB);
        engine.workflows.deny(started.id(), Optional.of("approve"), "too risky", BOB);
        var workflow = engine.workflows.view(started.id()).workflow();
        assertEquals(WorkflowStatus.FAILED, workflow.status());
        assertEquals("step approve: denied by token bob: too risky", workflow.reason());
        assertEquals(StepStatus.SKIPPED, engine.step(started.id(), "apply").status());
        assertEquals(Optional.empty(), engine.workflows.active(Engine.PROJECT));
    }

    @Test
    void aRetriedApplyPlansAndAsksAgain() {
        approve("digest-1");
        next(JobOutcome.FAILED);
        assertEquals(WorkflowStatus.FAILED, status());
        engine.workflows.retry(started.id(), Optional.empty(), Engine.ALICE);
        assertEquals(StepStatus.RUNNING, engine.step(started.id(), "plan").status());
        assertEquals(StepStatus.PENDING, engine.step(started.id(), "approve").status());
        next(JobOutcome.SUCCEEDED);
        assertRefused(ErrorKind.CONFLICT, () -> approve("digest-1"));
        approve("digest-2");
        next(JobOutcome.SUCCEEDED);
        assertEquals(WorkflowStatus.SUCCEEDED, status());
        assertRefused(ErrorKind.CONFLICT, () -> engine.workflows.retry(started.id(), Optional.empty(), Engine.ALICE));
    }

    @Test
    void aRetryNeedsTheLockOfItsPartition() {
        engine.workflows.deny(started.id(), Optional.empty(), "", BOB);
        engine.start(Changing.CHANGING, List.of(), Engine.job("other"));
        assertRefused(ErrorKind.CONFLICT, () -> engine.workflows.retry(started.id(), Optional.empty(), Engine.ALICE));
        assertEquals(WorkflowStatus.FAILED, status());
    }

    @Test
    void aRunningWorkflowCannotBeRetried() {
        assertRefused(ErrorKind.CONFLICT, () -> engine.workflows.retry(started.id(), Optional.empty(), Engine.ALICE));
        assertRefused(ErrorKind.CONFLICT, () -> engine.jobs.retry(started.jobs().getFirst(), Engine.ALICE));
    }

    @Test
    void aJobIsRetriedInItsWorkflow() {
        approve("digest-1");
        var lease = one.claim(engine.announced().getFirst());
        one.complete(lease, JobOutcome.FAILED);
        engine.jobs.retry(lease.job(), Engine.ALICE);
        assertEquals(1, engine.announced().size());
    }
}
