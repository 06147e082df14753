package dev.landfall.testkit.engine;

import static dev.landfall.testkit.engine.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.controlplane.job.JobStatus;
import dev.landfall.controlplane.job.RetryPolicy;
import dev.landfall.controlplane.workflow.StepDecision;
import dev.landfall.controlplane.workflow.StepStatus;
import dev.landfall.controlplane.workflow.WorkflowStatus;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.id.WorkflowId;
import dev.landfall.protocol.job.JobOutcome;
import dev.landfall.protocol.job.JobResult;
import dev.landfall.protocol.job.OutputValue;
import dev.landfall.protocol.job.ResultDetail;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.lease.Lease;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompletionTest {
    private final Engine engine = Engine.onFakes();
    private final TestRunner one = engine.runner("one");
    private WorkflowId workflow = new WorkflowId("pr_1.none");

    private Lease claimBuild(RetryPolicy retry) {
        engine.rules.ready(
                "build", context -> new StepDecision.Run(engine.request("build", Engine.ci("build"), retry)));
        workflow = engine.start(Engine.job("build")).id();
        return one.claim(engine.announced().getFirst());
    }

    @Test
    void theSameCompletionAgainIsAnsweredTheSameAndAnotherIsRefused() {
        var lease = claimBuild(RetryPolicy.standard());
        one.complete(lease, JobOutcome.SUCCEEDED);
        one.complete(lease, JobOutcome.SUCCEEDED);
        assertRefused(ErrorKind.CONFLICT, () -> one.complete(lease, JobOutcome.FAILED));
        assertEquals(JobStatus.SUCCEEDED, engine.jobs.require(lease.job()).status());
    }

    @Test
    void aFailureIsFinalByDefault() {
        var lease = claimBuild(RetryPolicy.standard());
        one.complete(lease, TestRunner.result(JobOutcome.FAILED, "exit code 1", null));
        assertEquals(JobStatus.FAILED, engine.jobs.require(lease.job()).status());
        assertEquals(StepStatus.FAILED, engine.step(workflow, "build").status());
        var ended = engine.workflows.view(workflow).workflow();
        assertEquals(WorkflowStatus.FAILED, ended.status());
        assertEquals("step build: exit code 1", ended.reason());
    }

    @Test
    void aFailureIsRetriedWithBackoffWhereTheJobAsksForIt() {
        var lease = claimBuild(new RetryPolicy(3, 3, Duration.ofSeconds(10), 2, Duration.ofMinutes(1)));
        one.complete(lease, JobOutcome.FAILED);
        assertEquals(JobStatus.QUEUED, engine.jobs.require(lease.job()).status());
        engine.clock.advance(Duration.ofSeconds(9));
        assertTrue(engine.announced().isEmpty());
        engine.clock.advance(Duration.ofSeconds(1));
        one.complete(one.claim(engine.announced().getFirst()), JobOutcome.FAILED);
        engine.clock.advance(Duration.ofSeconds(20));
        one.complete(one.claim(engine.announced().getFirst()), JobOutcome.FAILED);
        assertEquals(JobStatus.FAILED, engine.jobs.require(lease.job()).status());
        assertEquals(3, engine.jobs.view(lease.job()).attempts().size());
    }

    @Test
    void whatARunnerRefusedIsNotRetried() {
        var lease = claimBuild(RetryPolicy.ofFailures(5));
        one.complete(lease, new JobResult(JobOutcome.FAILED, null, "signed by another key", true, List.of(), 0, null));
        assertEquals(JobStatus.FAILED, engine.jobs.require(lease.job()).status());
    }

    @Test
    void aJobThatItsRunnerHadToStopRunsAgain() {
        var lease = claimBuild(RetryPolicy.standard());
        one.complete(lease, TestRunner.result(JobOutcome.CANCELLED, "the machine is being taken away", null));
        assertEquals(JobStatus.QUEUED, engine.jobs.require(lease.job()).status());
    }

    @Test
    void aTimeoutIsFinal() {
        var lease = claimBuild(RetryPolicy.ofFailures(5));
        one.complete(lease, JobOutcome.TIMED_OUT);
        assertEquals(JobStatus.TIMED_OUT, engine.jobs.require(lease.job()).status());
        assertEquals(StepStatus.FAILED, engine.step(workflow, "build").status());
    }

    @Test
    void outputsThatAreTooBigFailTheJobAndSaySo() {
        var lease = claimBuild(RetryPolicy.standard());
        var big = new OutputValue(null, Json.mapper().valueToTree("x".repeat(70_000)), null);
        one.complete(lease, TestRunner.result(JobOutcome.SUCCEEDED, "", new ResultDetail.Outputs(Map.of("big", big))));
        var job = engine.jobs.require(lease.job());
        assertEquals(JobStatus.FAILED, job.status());
        assertTrue(job.reason().contains("outputs are larger"), job.reason());
    }

    @Test
    void anotherRunnerCannotComplete() {
        var lease = claimBuild(RetryPolicy.standard());
        var two = engine.runner("two");
        assertRefused(ErrorKind.CONFLICT, () -> two.complete(lease, JobOutcome.SUCCEEDED));
        assertRefused(
                ErrorKind.CONFLICT,
                () -> one.complete(new Lease(lease.job(), 1, lease.fence() + 1), JobOutcome.SUCCEEDED));
        assertRefused(ErrorKind.CONFLICT, () -> one.complete(new Lease(lease.job(), 7, 1), JobOutcome.SUCCEEDED));
    }

    @Test
    void aCompletionThatWasOvertakenIsDecidedAnew() {
        var lease = claimBuild(RetryPolicy.standard());
        engine.records.beforeBatch(batch -> batch.partition().equals(Engine.PROJECT.value()), () -> one.beat(lease));
        one.complete(lease, JobOutcome.SUCCEEDED);
        assertEquals(JobStatus.SUCCEEDED, engine.jobs.require(lease.job()).status());
    }

    @Test
    void theGuardLetsOnlyTheHolderIn() {
        var lease = claimBuild(RetryPolicy.standard());
        assertEquals("build", engine.leases.guard().require(one.session, lease).step());
        var two = engine.runner("two");
        assertRefused(ErrorKind.CONFLICT, () -> engine.leases.guard().require(two.session, lease));
        one.complete(lease, JobOutcome.SUCCEEDED);
        assertRefused(ErrorKind.CONFLICT, () -> engine.leases.guard().require(one.session, lease));
        assertEquals(1, engine.leases.guard().requireOwn(one.session, lease).number());
    }
}
