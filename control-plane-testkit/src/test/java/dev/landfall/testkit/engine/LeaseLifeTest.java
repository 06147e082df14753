package dev.landfall.testkit.engine;

import static dev.landfall.testkit.engine.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.controlplane.job.AttemptStatus;
import dev.landfall.controlplane.job.JobStatus;
import dev.landfall.controlplane.job.RetryPolicy;
import dev.landfall.controlplane.workflow.StepDecision;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.job.JobOutcome;
import dev.landfall.protocol.job.JobWork;
import dev.landfall.protocol.job.SourceRef;
import dev.landfall.protocol.job.TerraformWork;
import dev.landfall.protocol.lease.HeartbeatReply.Order;
import dev.landfall.protocol.lease.Lease;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeaseLifeTest {
    private final Engine engine = Engine.onFakes();
    private final TestRunner one = engine.runner("one");

    private static JobWork apply() {
        return new TerraformWork(
                TerraformWork.Operation.APPLY,
                false,
                null,
                new SourceRef.Archive("configs/1", "00", "."),
                "main",
                Map.of(),
                List.of(),
                Map.of(),
                new TerraformWork.ApprovedPlan("plans/1", "00", "11"));
    }

    private Lease claimBuild() {
        engine.start(Engine.job("build"));
        return one.claim(engine.announced().getFirst());
    }

    private Lease claimApply() {
        engine.rules.ready(
                "apply", context -> new StepDecision.Run(engine.request("apply", apply(), RetryPolicy.standard())));
        engine.start(Engine.job("apply"));
        return one.claim(engine.announced().getFirst());
    }

    private AttemptStatus attempt(Lease lease) {
        return engine.jobs.view(lease.job()).attempts().get(lease.attempt() - 1).status();
    }

    private JobStatus job(JobId id) {
        return engine.jobs.require(id).status();
    }

    @Test
    void withoutHeartbeatsAnAttemptIsDisconnectedAfterHalfAMinute() {
        var lease = claimBuild();
        engine.pass(Duration.ofSeconds(29));
        assertEquals(AttemptStatus.CLAIMED, attempt(lease));
        engine.pass(Duration.ofSeconds(2));
        assertEquals(AttemptStatus.DISCONNECTED, attempt(lease));
        assertEquals(JobStatus.RUNNING, job(lease.job()));
    }

    @Test
    void heartbeatsKeepAnAttemptAliveForLong() {
        var lease = claimBuild();
        for (int i = 0; i < 40; i++) {
            engine.pass(Duration.ofSeconds(10));
            assertEquals(Order.CONTINUE, one.beat(lease).orders().get(lease.job()));
        }
        assertEquals(AttemptStatus.RUNNING, attempt(lease));
    }

    @Test
    void aLateHeartbeatBringsADisconnectedAttemptBack() {
        var lease = claimBuild();
        engine.pass(Duration.ofSeconds(60));
        one.beat(lease);
        assertEquals(AttemptStatus.RUNNING, attempt(lease));
    }

    @Test
    void aJobThatStopsIsLostAfterTheGraceAndRunsAgainElsewhere() {
        var lease = claimBuild();
        engine.pass(Duration.ofMinutes(5).plusSeconds(5));
        assertEquals(AttemptStatus.LOST, attempt(lease));
        var two = engine.runner("two");
        var again = two.claim(engine.announced().getFirst());
        assertEquals(2, again.attempt());
        assertEquals(Order.LOST, one.beat(lease).orders().get(lease.job()));
        assertRefused(ErrorKind.CONFLICT, () -> one.complete(lease, JobOutcome.SUCCEEDED));
        two.complete(again, JobOutcome.SUCCEEDED);
        assertEquals(JobStatus.SUCCEEDED, job(lease.job()));
    }

    @Test
    void aJobIsLostForGoodAfterItsPolicysAttempts() {
        var lease = claimBuild();
        one.restart(lease);
        for (int i = 0; i < 2; i++) {
            engine.pass(Duration.ofSeconds(5));
            one.restart(one.claim(engine.announced().getFirst()));
        }
        var job = engine.jobs.require(lease.job());
        assertEquals(JobStatus.FAILED, job.status());
        assertTrue(job.reason().contains("lost 3 times"), job.reason());
    }

    @Test
    void anApplyStaysDisconnectedAndMayStillComplete() {
        var lease = claimApply();
        engine.pass(Duration.ofMinutes(9));
        assertEquals(AttemptStatus.DISCONNECTED, attempt(lease));
        one.complete(lease, JobOutcome.SUCCEEDED);
        assertEquals(JobStatus.SUCCEEDED, job(lease.job()));
    }

    @Test
    void anApplyThatNeverReturnsTimesOutAndIsNotRunAgain() {
        var lease = claimApply();
        engine.pass(Duration.ofMinutes(12));
        assertEquals(AttemptStatus.TIMED_OUT, attempt(lease));
        assertEquals(JobStatus.TIMED_OUT, job(lease.job()));
        assertTrue(engine.announced().isEmpty());
        assertRefused(ErrorKind.CONFLICT, () -> one.complete(lease, JobOutcome.SUCCEEDED));
    }

    @Test
    void anApplyWhoseRunnerRestartedFailsAndAsksForANewPlan() {
        var lease = claimApply();
        one.restart(lease);
        assertEquals(AttemptStatus.LOST, attempt(lease));
        var job = engine.jobs.require(lease.job());
        assertEquals(JobStatus.FAILED, job.status());
        assertEquals("runner restarted during apply; plan again", job.reason());
    }

    @Test
    void aRestartedRunnersLostLeasesAreQueuedAgainAtOnce() {
        var lease = claimBuild();
        one.restart(lease);
        assertEquals(AttemptStatus.LOST, attempt(lease));
        assertEquals(JobStatus.QUEUED, job(lease.job()));
        engine.clock.advance(Duration.ofSeconds(1));
        assertEquals(2, engine.announced().getFirst().attempt());
    }

    @Test
    void leasesOfOtherRunnersAndStaleOnesCannotBeNamedLost() {
        var lease = claimBuild();
        engine.runner("two").restart(lease);
        one.restart(new Lease(lease.job(), lease.attempt(), lease.fence() + 1));
        assertEquals(AttemptStatus.CLAIMED, attempt(lease));
    }

    @Test
    void aClosedConnectionDisconnectsAtOnce() {
        var lease = claimBuild();
        engine.leases.gone().connectionClosed(one.id, "another boot");
        assertEquals(AttemptStatus.CLAIMED, attempt(lease));
        engine.leases.gone().connectionClosed(one.id, one.session.bootId());
        assertEquals(AttemptStatus.DISCONNECTED, attempt(lease));
        engine.pass(Duration.ofMinutes(5).plusSeconds(2));
        assertEquals(AttemptStatus.LOST, attempt(lease));
    }

    @Test
    void aRunnerThatNeverEndsAJobIsTimedOut() {
        var lease = claimBuild();
        for (int i = 0; i < 70; i++) {
            engine.pass(Duration.ofSeconds(10));
            one.beat(lease);
        }
        assertEquals(AttemptStatus.TIMED_OUT, attempt(lease));
        assertEquals(Order.LOST, one.beat(lease).orders().get(lease.job()));
    }

    @Test
    void theTickDoesWhatALostTimerWouldHaveDone() {
        var lease = claimBuild();
        engine.clock.advance(Duration.ofMinutes(1));
        engine.loseEvents();
        for (int i = 0; i < 8; i++) {
            engine.clock.advance(Duration.ofMinutes(1));
            engine.tick.tick();
        }
        assertTrue(attempt(lease) == AttemptStatus.LOST, () -> attempt(lease).wire());
        assertEquals(2, engine.announced().getFirst().attempt());
    }
}
