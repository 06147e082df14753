package dev.landfall.testkit.engine;

import static dev.landfall.testkit.engine.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.controlplane.job.AttemptStatus;
import dev.landfall.controlplane.records.RecordQuery;
import dev.landfall.controlplane.runners.Pools;
import dev.landfall.controlplane.runners.RunnerStatus;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.runner.OpenSessionRequest;
import dev.landfall.protocol.runner.RegisterRequest;
import dev.landfall.protocol.signature.EcKeys;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionTest {
    private final Engine engine = Engine.onFakes();
    private final TestRunner one = engine.runner("one");

    private RunnerStatus status() {
        return engine.pools.requireRunner(Engine.ORG, one.id).status();
    }

    @Test
    void anEnrolmentTokenRegistersOneRunner() {
        var token = engine.pools.enrolmentToken(engine.pool).text();
        var key = EcKeys.generate().jwk().text();
        var first = engine.sessions.register(new RegisterRequest(token, "two", key));
        assertEquals(first, engine.sessions.register(new RegisterRequest(token, "two", key)));
        var other = EcKeys.generate().jwk().text();
        assertRefused(
                ErrorKind.UNAUTHENTICATED, () -> engine.sessions.register(new RegisterRequest(token, "three", other)));
        assertEquals(2, engine.pools.runners(engine.pool).size());
    }

    @Test
    void anOldOrInventedEnrolmentTokenIsRefused() {
        var token = engine.pools.enrolmentToken(engine.pool).text();
        var key = EcKeys.generate().jwk().text();
        engine.clock.advance(Pools.ENROLMENT_VALID);
        assertRefused(
                ErrorKind.UNAUTHENTICATED, () -> engine.sessions.register(new RegisterRequest(token, "two", key)));
        assertRefused(
                ErrorKind.UNAUTHENTICATED, () -> engine.sessions.register(new RegisterRequest("lfe_x", "two", key)));
        assertFalse(engine.records
                .list(RecordQuery.prefix(engine.pool.value(), "", 100))
                .toString()
                .contains(token));
    }

    @Test
    void aProofIsAcceptedOnce() {
        var request = one.request("boot-x", engine.clock.instant(), List.of());
        engine.leases.open().open(request);
        var refusal = assertRefused(
                ErrorKind.UNAUTHENTICATED, () -> engine.leases.open().open(request));
        assertTrue(refusal.contains("used already"), refusal);
    }

    @Test
    void aClockThatIsWrongByAnHourIsToldWithBothTimes() {
        var wrong = engine.clock.instant().plus(Duration.ofHours(1));
        var refusal = assertRefused(ErrorKind.UNAUTHENTICATED, () -> one.open("boot-x", wrong, List.of()));
        assertTrue(refusal.contains(wrong.toString()), refusal);
        assertTrue(refusal.contains(engine.clock.instant().toString()), refusal);
        one.open("boot-x", engine.clock.instant().plus(Duration.ofMinutes(4)), List.of());
    }

    @Test
    void aProofByAnotherKeyOrForAnotherProcessIsRefused() {
        var two = engine.runner("two");
        var good = one.request("boot-x", engine.clock.instant(), List.of());
        var foreign = two.request("boot-x", engine.clock.instant(), List.of());
        for (String proof : List.of(foreign.proof(), "garbage", good.proof() + "A")) {
            var request = new OpenSessionRequest(one.id, "boot-x", proof, "1", 1, Map.of(), List.of());
            assertRefused(ErrorKind.UNAUTHENTICATED, () -> engine.leases.open().open(request));
        }
        var otherBoot = new OpenSessionRequest(one.id, "boot-y", good.proof(), "1", 1, Map.of(), List.of());
        assertRefused(ErrorKind.UNAUTHENTICATED, () -> engine.leases.open().open(otherBoot));
    }

    @Test
    void theNewestProcessOfARunnerIsTheOneThatCounts() {
        engine.start(Engine.job("a"), Engine.job("b"));
        var messages = engine.announced();
        var lease = one.claim(messages.getFirst());
        var old = one.session;
        one.restart();
        var fresh = one.session;
        one.session = old;
        assertRefused(ErrorKind.FORBIDDEN, () -> one.claim(messages.getLast()));
        engine.clock.advance(Duration.ofSeconds(40));
        assertRefused(ErrorKind.CONFLICT, () -> one.beat(lease));
        assertEquals(
                AttemptStatus.RUNNING,
                engine.jobs.view(lease.job()).attempts().getFirst().status(),
                "it may finish what it has");
        assertRefused(ErrorKind.CONFLICT, () -> one.open(old.bootId(), engine.clock.instant(), List.of()));
        one.session = fresh;
        one.claim(messages.getLast());
    }

    @Test
    void aClaimWhoseReplyARunnerDidNotLiveToSeeIsAnsweredToItsNextProcess() {
        engine.start(Engine.job("a"));
        var message = engine.announced().getFirst();
        var lease = one.claim(message, "noted-before-it-was-sent");
        one.restart();
        assertEquals(lease, one.claim(message, "noted-before-it-was-sent"));
        assertRefused(ErrorKind.CONFLICT, () -> one.claim(message, "another"));
    }

    @Test
    void theSameProcessMayOpenItsSessionAgain() {
        engine.clock.advance(Duration.ofMinutes(20));
        var again = one.authenticated(one.open(one.session.bootId() + "-n", engine.clock.instant(), List.of()));
        engine.clock.advance(Duration.ofSeconds(1));
        var same = one.authenticated(one.open(again.bootId(), engine.clock.instant(), List.of()));
        assertEquals(again.number(), same.number());
    }

    @Test
    void aTokenEndsAfterAQuarterOfAnHourAndOutlivesTheControlPlanesProcess() {
        var reply = one.open("boot-x", engine.clock.instant(), List.of());
        assertEquals(
                one.id, engine.restarted().sessions.authenticate(reply.token()).runner());
        assertRefused(
                ErrorKind.UNAUTHENTICATED,
                () -> engine.sessions.authenticate(
                        reply.token().substring(0, reply.token().length() - 2) + "AA"));
        assertRefused(ErrorKind.UNAUTHENTICATED, () -> engine.sessions.authenticate("lf_org_tok_secret"));
        engine.clock.advance(Duration.ofMinutes(15));
        assertRefused(ErrorKind.UNAUTHENTICATED, () -> engine.sessions.authenticate(reply.token()));
    }

    @Test
    void aHeartbeatRenewsTokenAndQueueAndCarriesTheDrain() {
        engine.clock.advance(Duration.ofMinutes(10));
        var reply = one.beat();
        assertFalse(reply.drain());
        engine.pools.drain(Engine.ORG, one.id, Pools.Drain.DRAIN);
        assertTrue(one.beat().drain());
        engine.clock.advance(Duration.ofMinutes(10));
        assertEquals(one.id, engine.sessions.authenticate(reply.token()).runner());
        assertTrue(reply.queue().expiresAt().isAfter(engine.clock.instant()));
    }

    @Test
    void aQuietRunnerIsDisconnectedThenOffline() {
        assertEquals(RunnerStatus.ONLINE, status());
        engine.clock.advance(Duration.ofSeconds(30));
        assertEquals(RunnerStatus.DISCONNECTED, status());
        engine.clock.advance(Duration.ofMinutes(5));
        assertEquals(RunnerStatus.OFFLINE, status());
        one.beat();
        assertEquals(RunnerStatus.ONLINE, status());
        engine.leases.gone().connectionClosed(one.id, one.session.bootId());
        assertEquals(RunnerStatus.DISCONNECTED, status());
    }

    @Test
    void poolsHaveNamesQueuesAndRunners() {
        assertRefused(ErrorKind.CONFLICT, () -> engine.pools.create(Engine.ORG, "default"));
        assertRefused(ErrorKind.NOT_FOUND, () -> engine.pools.require(Engine.ORG, "none"));
        assertEquals(engine.pool, engine.pools.require(Engine.ORG, null));
        engine.start(Engine.job("a"));
        var view = engine.pools.view(engine.pools.requirePool(Engine.ORG, engine.pool.value()));
        assertEquals(1, view.queue().visible());
        assertEquals("one", view.runners().getFirst().runner().name());
    }
}
