package dev.landfall.testkit.engine;

import static dev.landfall.testkit.engine.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.controlplane.job.JobStatus;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.job.CiWork;
import dev.landfall.protocol.job.JobOutcome;
import dev.landfall.protocol.job.JobSpec;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.lease.ClaimRequest;
import dev.landfall.protocol.lease.QueueMessage;
import dev.landfall.protocol.signature.Jws;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClaimTest {
    private final Engine engine = Engine.onFakes();
    private final TestRunner one = engine.runner("one");
    private final TestRunner two = engine.runner("two");

    @Test
    void aRepeatedClaimIsAnsweredTheSame() {
        engine.start(Engine.job("build"));
        var message = engine.announced().getFirst();
        var lease = one.claim(message, "c1");
        assertEquals(lease, one.claim(message, "c1"));
        assertRefused(ErrorKind.CONFLICT, () -> one.claim(message, "c2"));
    }

    @Test
    void onlyOneOfTwoClaimersGetsTheAttempt() {
        engine.start(Engine.job("build"));
        var message = engine.announced().getFirst();
        engine.records.beforeBatch(
                batch -> batch.partition().equals(Engine.PROJECT.value()), () -> two.claim(message, "faster"));
        var refusal = assertRefused(ErrorKind.CONFLICT, () -> one.claim(message, "slower"));
        assertTrue(refusal.contains(two.id.value()), refusal);
    }

    @Test
    void theSpecSaysWhatToRunAndUntilWhenItMayStart() {
        engine.start(Engine.job("build"));
        var message = engine.announced().getFirst();
        var reply = engine.leases.claim().claim(one.session, new ClaimRequest(message.job(), 1, "c"));
        var spec = Json.read(Jws.parse(reply.signedSpec()).orThrow().unverifiedPayload(), JobSpec.class);
        assertInstanceOf(CiWork.class, spec.work());
        assertEquals(engine.pool, spec.pool());
        assertEquals(600, spec.timeoutSeconds());
        assertEquals(engine.clock.instant().plusSeconds(900), spec.expiresAt());
    }

    @Test
    void staleMessagesAreRefused() {
        var started = engine.start(Engine.job("build"));
        var message = engine.announced().getFirst();
        assertRefused(ErrorKind.CONFLICT, () -> one.claim(new QueueMessage(message.job(), 2)));
        assertRefused(ErrorKind.NOT_FOUND, () -> one.claim(new QueueMessage(new JobId("pr_1.jb_none"), 1)));
        engine.jobs.cancel(message.job(), "", Engine.ALICE);
        assertRefused(ErrorKind.CONFLICT, () -> one.claim(message));
        assertEquals(JobStatus.CANCELLED, engine.jobOf(started.id(), "build").status());
    }

    @Test
    void aRunnerOfAnotherPoolIsRefused() {
        engine.start(Engine.job("build"));
        var other = engine.pools.create(Engine.ORG, "other");
        var stranger = new TestRunner(engine, "stranger", other.id());
        var refusal = assertRefused(
                ErrorKind.FORBIDDEN, () -> stranger.claim(engine.announced().getFirst()));
        assertTrue(refusal.contains(engine.pool.value()), refusal);
    }

    @Test
    void aFinishedAttemptCannotBeClaimedAgain() {
        engine.start(Engine.job("build"));
        var message = engine.announced().getFirst();
        one.complete(one.claim(message), JobOutcome.SUCCEEDED);
        assertRefused(ErrorKind.CONFLICT, () -> one.claim(message));
        assertRefused(ErrorKind.CONFLICT, () -> two.claim(message, "other"));
    }

    @Test
    void everyClaimOfAJobHasAHigherFence() {
        engine.start(Engine.job("build"));
        var first = one.claim(engine.announced().getFirst());
        one.restart(first);
        engine.pass(Duration.ofSeconds(2));
        var second = two.claim(engine.announced().getFirst());
        assertEquals(2, second.attempt());
        assertNotEquals(first.fence(), second.fence());
        assertRefused(ErrorKind.CONFLICT, () -> one.complete(first, JobOutcome.SUCCEEDED));
    }
}
