package dev.landfall.runner.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.job.CiWork;
import dev.landfall.protocol.job.JobOutcome;
import dev.landfall.protocol.job.JobSpec;
import dev.landfall.protocol.job.SourceRef;
import dev.landfall.protocol.job.TerraformWork;
import dev.landfall.protocol.lease.ClaimRequest;
import dev.landfall.protocol.lease.Lease;
import dev.landfall.protocol.lease.LeaseTimes;
import dev.landfall.protocol.signature.EcKeys;
import dev.landfall.runner.fake.ManualTime;
import dev.landfall.runner.fake.ModelControlPlane;
import dev.landfall.runner.fake.RunnerCore;
import dev.landfall.runner.fake.RunnerCore.Options;
import dev.landfall.runner.fake.SigningKeys;
import dev.landfall.runner.job.Cancellation.Cause;
import dev.landfall.runner.lease.FileLeaseJournal;
import dev.landfall.runner.policy.Policy;
import dev.landfall.runner.queue.PollActivity.Polled;
import dev.landfall.runner.session.HeartbeatActivity.Beat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real activities, driven step by step in one thread on a manual clock. */
class RunnerCoreTest {

    private static final CiWork TRUE = new CiWork("true", "true", Map.of(), null, null);
    private static final TerraformWork APPLY = new TerraformWork(
            TerraformWork.Operation.APPLY,
            false,
            null,
            new SourceRef.Archive("blob", "sha", "."),
            "network",
            Map.of(),
            List.of(),
            Map.of(),
            new TerraformWork.ApprovedPlan("blob", "sha", "sha"));

    private final ManualTime time = new ManualTime();
    private final ModelControlPlane model = new ModelControlPlane(time.clock());
    private final EcKeys keys = EcKeys.generate();

    @TempDir
    Path folder;

    @BeforeEach
    void knowTheRunner() {
        model.know(keys.jwk().text());
    }

    @Test
    void jobIsClaimedStartedReportedAndItsMessageDeleted() {
        var job = model.enqueue("true");
        var core = started();

        assertEquals(Polled.RECEIVED, core.pollOnce());
        assertEquals(List.of(job), core.executor.started());
        assertEquals(0, model.messages());
        assertEquals(1, core.slots.busy());

        core.executor.end(JobOutcome.SUCCEEDED);
        assertEquals(JobOutcome.SUCCEEDED, result(job));
        assertEquals(0, core.slots.busy());
        assertEquals(0, core.book.size());
    }

    @Test
    void noMoreMessagesAreReceivedThanSlotsAreFree() {
        model.enqueue("one");
        model.enqueue("two");
        var third = model.enqueue("three");
        var core = started();

        core.pollOnce();
        assertEquals(2, core.executor.started().size());
        assertEquals(Polled.NO_SLOT, core.pollOnce());
        assertEquals(1, model.messages());

        core.executor.end(JobOutcome.SUCCEEDED);
        core.pollOnce();
        assertEquals(third, core.executor.started().getLast());
    }

    @Test
    void sameMessageTwiceStartsTheJobOnce() {
        var job = model.enqueue("true");
        model.announce(job);
        var core = started();

        core.pollOnce();

        assertEquals(List.of(job), core.executor.started());
        assertEquals(1, core.slots.busy());
        assertEquals(0, model.messages());
    }

    @Test
    void staleMessageIsDeleted() {
        var job = model.enqueue("true");
        model.takeAway(job);
        var core = started();

        core.pollOnce();

        assertTrue(core.executor.started().isEmpty());
        assertEquals(0, core.slots.busy());
        assertEquals(0, model.messages());
    }

    @Test
    void messageThatCannotBeReadIsLeftInTheQueue() {
        model.send("{\"job\":17");
        var core = started();

        core.pollOnce();

        assertEquals(0, core.slots.busy());
        assertEquals(1, model.messages());
    }

    @Test
    void messageOfAnotherPoolIsLeftInTheQueue() {
        model.enqueue(TRUE, model.keys(), with(new PoolId("pool_other")));
        var core = started();

        core.pollOnce();

        assertTrue(core.executor.started().isEmpty());
        assertEquals(1, model.messages());
    }

    @Test
    void specForAnotherPoolIsRefusedAndReported() {
        var other = model.keys().another();
        var job = model.enqueue(TRUE, other, with(new PoolId("pool_other")));

        assertRefused(job, started(), "The job spec is for pool pool_other");
    }

    @Test
    void specSignedByAnotherRootIsRefusedAndReported() {
        var job = model.enqueue(TRUE, new SigningKeys(), spec -> spec);

        assertRefused(job, started(), "another root");
    }

    @Test
    void expiredSpecIsRefusedAndReported() {
        var job = model.enqueue(TRUE);
        time.advance(Duration.ofHours(2));

        assertRefused(job, started(), "was to be started until");
    }

    @Test
    void specForAnotherJobIsRefusedAndReported() {
        var other = new JobId("in_test.jb_other");
        var job = model.enqueue(
                TRUE,
                model.keys(),
                spec -> new JobSpec(
                        other,
                        spec.attempt(),
                        spec.pool(),
                        spec.issuedAt(),
                        spec.expiresAt(),
                        spec.timeoutSeconds(),
                        spec.cancelGraceSeconds(),
                        spec.secrets(),
                        spec.environmentName(),
                        spec.work()));

        assertRefused(job, started(), "jb_other");
    }

    @Test
    void jobThatThePolicyForbidsIsRefusedWithTheReason() {
        var job = model.enqueue(TRUE);
        var policy = new Policy(Set.of("terraform"), null, null, null, null, null, false);
        var core = started(Options.of(time).with(policy));

        assertRefused(job, core, "jobs of kind 'ci' are not among its kinds [terraform]");
    }

    @Test
    void clockThatIsWrongByAnHourIsCorrectedByTheControlPlanesTime() {
        var job = model.enqueue("true");
        var core = started(Options.of(time).with(time.clockOffBy(Duration.ofHours(-1))));

        core.pollOnce();

        assertEquals(List.of(job), core.executor.started());
    }

    @Test
    void fullDiskTakesNoJobUntilThereIsRoom() {
        var job = model.enqueue("true");
        var full = new boolean[] {true};
        var core = started(Options.of(time).with(() -> full[0] ? Optional.of("The disk is full.") : Optional.empty()));

        assertEquals(Polled.GATE_CLOSED, core.pollOnce());
        assertEquals(0, model.claims(job));

        full[0] = false;
        core.pollOnce();
        assertEquals(List.of(job), core.executor.started());
    }

    @Test
    void cancelOrderReachesTheJobAndItsEndIsReported() {
        var job = model.enqueue("sleep");
        var core = started();
        core.pollOnce();

        model.cancel(job);
        assertEquals(Beat.RENEWED, core.heartbeat.once());
        assertEquals(
                Set.of(Cause.CANCELLED), Set.copyOf(core.executor.cancelled().values()));

        core.executor.end(JobOutcome.CANCELLED);
        assertEquals(JobOutcome.CANCELLED, result(job));
    }

    @Test
    void lostLeaseStopsTheJobAndReportsNothing() {
        var job = model.enqueue("sleep");
        var core = started();
        core.pollOnce();

        model.takeAway(job);
        core.heartbeat.once();
        assertEquals(Set.of(Cause.LOST), Set.copyOf(core.executor.cancelled().values()));

        core.executor.end(JobOutcome.CANCELLED);
        assertNull(model.result(job));
        assertEquals(0, core.book.size());
        assertEquals(0, core.slots.busy());
    }

    @Test
    void staleFenceOnCompletionIsGivenUp() {
        var job = model.enqueue("true");
        var core = started();
        core.pollOnce();

        model.takeAway(job);
        core.executor.end(JobOutcome.SUCCEEDED);

        assertNull(model.result(job));
        assertEquals(0, core.book.size());
    }

    @Test
    void resultIsDeliveredAfterAnOutage() {
        var job = model.enqueue("true");
        var core = started();
        core.pollOnce();

        core.client.outage(true);
        core.executor.end(JobOutcome.SUCCEEDED);
        assertEquals(1, core.reports.once());
        assertNull(model.result(job));

        core.client.outage(false);
        assertEquals(0, core.reports.once());
        assertEquals(JobOutcome.SUCCEEDED, result(job));
    }

    @Test
    void tenMinutesWithoutControlPlaneStopPlainJobsInTimeAndLetAppliesGoOn() {
        var plain = model.enqueue(TRUE);
        var apply = model.enqueue(APPLY);
        var core = started();
        core.pollOnce();
        core.heartbeat.once();

        core.client.outage(true);
        var stoppedAfter = Duration.ZERO;
        for (var passed = Duration.ZERO; passed.toMinutes() < 10; passed = passed.plusSeconds(10)) {
            time.advance(Duration.ofSeconds(10));
            assertEquals(Beat.MISSED, core.heartbeat.once());
            if (core.executor.cancelled().containsValue(Cause.DISCONNECTED) && stoppedAfter.isZero()) {
                stoppedAfter = passed.plusSeconds(10);
            }
        }
        assertEquals(LeaseTimes.RUNNER_STOPS_AFTER, stoppedAfter);
        assertEquals(1, core.executor.cancelled().size());
        assertEquals(plain, core.executor.cancelled().keySet().iterator().next().job());

        core.executor.end(core.executor.cancelled().keySet().iterator().next(), JobOutcome.CANCELLED);
        core.executor.end(JobOutcome.SUCCEEDED);
        core.client.outage(false);
        core.client.expireSession();
        assertEquals(Beat.REOPENED, core.heartbeat.once());
        assertEquals(Beat.RENEWED, core.heartbeat.once());
        core.reports.once();

        assertEquals(JobOutcome.SUCCEEDED, result(apply));
        assertNull(model.result(plain));
        assertEquals(List.of(plain), model.lost().stream().map(Lease::job).toList());
    }

    @Test
    void claimWhoseReplyWasLostIsSentAgainAndStartsTheJobOnce() {
        var job = model.enqueue("true");
        var core = started();

        core.client.loseReplyOfNextClaim();
        core.pollOnce();
        assertTrue(core.executor.started().isEmpty());
        assertEquals(0, core.slots.busy());

        assertEquals(Polled.REPEATING, core.pollOnce());
        assertEquals(List.of(job), core.executor.started());
        assertEquals(1, model.running(job).fence());

        model.unhide();
        core.pollOnce();
        assertEquals(List.of(job), core.executor.started());
        assertEquals(0, model.messages());
    }

    @Test
    void completionWhoseReplyWasLostIsSentAgain() {
        var job = model.enqueue("true");
        var core = started();
        core.pollOnce();

        core.client.loseNextReply();
        core.executor.end(JobOutcome.SUCCEEDED);
        assertEquals(1, core.book.size());

        assertEquals(0, core.reports.once());
        assertEquals(JobOutcome.SUCCEEDED, result(job));
    }

    @Test
    void queueThatCannotBeReadIsSaid() {
        var core = started();
        core.client.outage(true);

        assertThrows(LandfallException.class, core::pollOnce);
    }

    @Test
    void restartedRunnerNamesWhatItLost() {
        var job = model.enqueue("sleep");
        var first = started();
        first.pollOnce();
        var lease = first.executor.running().getFirst();

        var second = started();

        assertEquals(List.of(lease), model.lost());
        model.announce(job);
        second.pollOnce();
        assertEquals(List.of(job), second.executor.started());
        assertEquals(lease.fence() + 1, second.executor.running().getFirst().fence());
    }

    @Test
    void restartedRunnerDeliversTheResultThatTheFirstCouldNot() {
        var job = model.enqueue("true");
        var first = started();
        first.pollOnce();
        first.client.outage(true);
        first.executor.end(JobOutcome.FAILED);

        var second = started();
        second.reports.once();

        assertEquals(JobOutcome.FAILED, result(job));
        assertTrue(model.lost().isEmpty());
    }

    @Test
    void restartedRunnerRepeatsAClaimWhoseOutcomeItDoesNotKnow() {
        var job = model.enqueue("true");
        var first = started();
        first.client.outage(true);
        var crashed = new FileLeaseJournal(folder);
        var intent = crashed.intend(new ClaimRequest(job, 1, "before-the-crash"));
        model.claim(intent);

        var second = started();
        assertEquals(Polled.REPEATING, second.pollOnce());

        assertEquals(List.of(job), second.executor.started());
        assertEquals(1, second.slots.busy());
        assertEquals(Polled.RECEIVED, second.pollOnce());
        assertEquals(0, model.messages());
    }

    @Test
    void olderProcessOfTheSameRunnerTakesNoMoreJobsAndFinishesItsOwn() {
        model.enqueue("sleep");
        var core = started();
        core.pollOnce();

        model.replaceRunner();
        assertEquals(Beat.REPLACED, core.heartbeat.once());

        assertTrue(core.standing.replaced());
        model.enqueue("true");
        assertEquals(Polled.DRAINING, core.pollOnce());
        time.advance(LeaseTimes.RUNNER_STOPS_AFTER);
        assertEquals(Beat.REPLACED, core.heartbeat.once());
        assertEquals(1, core.executor.running().size());
        assertTrue(core.executor.cancelled().isEmpty());
    }

    @Test
    void olderProcessThatDoesNotKnowYetLeavesTheMessagesToTheNewerOne() {
        var core = started();
        model.enqueue("true");
        model.replaceRunner();

        core.pollOnce();

        assertTrue(core.executor.started().isEmpty());
        assertEquals(0, core.slots.busy());
        assertEquals(1, model.messages());
    }

    @Test
    void drainOrderStopsTheClaims() {
        var core = started();
        model.drainRunner();
        core.heartbeat.once();
        model.enqueue("true");

        assertEquals(Polled.DRAINING, core.pollOnce());
        assertFalse(core.standing.replaced());
    }

    private RunnerCore started() {
        return started(Options.of(time));
    }

    private RunnerCore started(Options options) {
        var core = new RunnerCore(model, keys, time, folder, options);
        core.start();
        return core;
    }

    private void assertRefused(JobId job, RunnerCore core, String reason) {
        core.pollOnce();

        var result = model.result(job);
        assertNotNull(result);
        assertEquals(JobOutcome.FAILED, result.outcome());
        assertTrue(result.refused());
        assertTrue(result.reason().contains(reason), result.reason());
        assertTrue(core.executor.started().isEmpty());
        assertEquals(0, core.slots.busy());
        assertEquals(0, model.messages());
    }

    private static UnaryOperator<JobSpec> with(PoolId pool) {
        return spec -> new JobSpec(
                spec.job(),
                spec.attempt(),
                pool,
                spec.issuedAt(),
                spec.expiresAt(),
                spec.timeoutSeconds(),
                spec.cancelGraceSeconds(),
                spec.secrets(),
                spec.environmentName(),
                spec.work());
    }

    private JobOutcome result(JobId job) {
        var result = model.result(job);
        assertNotNull(result, "no result of " + job);
        return result.outcome();
    }
}
