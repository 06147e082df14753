package dev.landfall.testkit.engine;

import static dev.landfall.testkit.engine.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.controlplane.identity.PoolTrust;
import dev.landfall.controlplane.runners.Sessions;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.lease.HeartbeatRequest;
import dev.landfall.protocol.runner.IdentityProof;
import dev.landfall.protocol.runner.IdentityProof.AwsCaller;
import dev.landfall.protocol.runner.ShownIdentity;
import dev.landfall.testkit.identity.StrictSts;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AwsIdentityTest {

    private static final String ACCOUNT = "123456789012";

    private final Engine engine = Engine.onFakes();
    private final StrictSts sts = new StrictSts("eu-central-1", engine.clock);
    private final StrictSts.Session instance = sts.assumed(ACCOUNT, "runner", "i-1");
    private final CloudRunner runner = new CloudRunner(engine);

    @BeforeEach
    void trustTheRole() {
        engine.outbound.host(sts.host(), sts);
        engine.pools.trust(
                engine.pool, new PoolTrust.Aws(ACCOUNT, "arn:aws:iam::" + ACCOUNT + ":role/landfall/runner"));
    }

    private String refused(ShownIdentity shown) {
        return assertRefused(ErrorKind.UNAUTHENTICATED, () -> runner.register(shown));
    }

    @Test
    void instanceOfTheTrustedRoleJoinsAndGetsATokenForFifteenMinutes() {
        var id = runner.register(runner.aws(sts, instance));
        var reply = runner.open(id, runner.aws(sts, instance));
        assertEquals(engine.pool, reply.pool());
        assertEquals(engine.clock.instant().plus(Duration.ofMinutes(15)), reply.tokenExpiresAt());
        assertEquals(id, engine.sessions.authenticate(reply.token()).runner());
    }

    @Test
    void onlyWhatStsNeedsIsSentToIt() {
        runner.register(runner.aws(sts, instance));
        var request = engine.outbound.sent().getLast();
        assertEquals("https://sts.eu-central-1.amazonaws.com/", request.uri().toString());
        assertEquals("POST", request.method());
        assertEquals(AwsCaller.BODY, request.body());
        assertFalse(request.headers().containsKey("host"));
    }

    @Test
    void proofIsGoodOnce() {
        var shown = runner.aws(sts, instance);
        runner.register(shown);
        assertTrue(refused(shown).contains("before"));
        var id = runner.register(runner.aws(sts, instance));
        var again = runner.aws(sts, instance);
        runner.open(id, again);
        assertRefused(ErrorKind.UNAUTHENTICATED, () -> runner.open(id, again));
    }

    @Test
    void proofOfAnotherKeyIsRefused() {
        var stolen = runner.aws(sts, instance);
        var thief = new CloudRunner(engine);
        assertRefused(ErrorKind.UNAUTHENTICATED, () -> thief.register(stolen));
    }

    @Test
    void otherRolesAndAccountsAreRefused() {
        for (var other : List.of(
                sts.assumed(ACCOUNT, "admin", "i-1"),
                sts.assumed(ACCOUNT, "runner2", "i-1"),
                sts.assumed(ACCOUNT, "x", "runner"),
                sts.assumed("210987654321", "runner", "i-1"))) {
            assertTrue(refused(runner.aws(sts, other)).contains(other.arn()));
        }
    }

    @Test
    void forgedSignaturesAreRefusedBySts() {
        var forged = new StrictSts.Session(
                instance.accessKeyId(), "guessed", instance.token(), instance.account(), instance.arn());
        assertTrue(refused(runner.aws(sts, forged)).contains("SignatureDoesNotMatch"));
        var nonce = runner.nonce();
        var signed = runner.signed(sts.host(), instance, runner.ours("another nonce"));
        var headers = new HashMap<>(signed.headers());
        headers.put(AwsCaller.NONCE, nonce);
        assertTrue(refused(new ShownIdentity(nonce, new AwsCaller(sts.host(), headers)))
                .contains("SignatureDoesNotMatch"));
    }

    @Test
    void hostsThatAreNotRegionalOnesOfStsAreNeverAsked() {
        int before = engine.outbound.sent().size();
        for (var host : List.of(
                "sts.evil.example",
                "sts.eu-central-1.amazonaws.com.evil.example",
                "sts.eu-central-1.amazonaws.com@evil.example",
                "sts.eu-central-1.amazonaws.com:8443",
                "sts.s3-us-west-2.amazonaws.com",
                "sts.amazonaws.com",
                "STS.eu-central-1.amazonaws.com",
                "169.254.169.254",
                "")) {
            var nonce = runner.nonce();
            var signed = runner.signed(sts.host(), instance, runner.ours(nonce));
            refused(new ShownIdentity(nonce, new AwsCaller(host, signed.headers())));
        }
        assertEquals(before, engine.outbound.sent().size());
    }

    @Test
    void headersBesideTheListAreRefusedUnsent() {
        for (var extra : List.of("Host", "X-Forwarded-For", "Transfer-Encoding")) {
            var nonce = runner.nonce();
            var headers = new HashMap<>(
                    runner.signed(sts.host(), instance, runner.ours(nonce)).headers());
            headers.put(extra, "x");
            refused(new ShownIdentity(nonce, new AwsCaller(sts.host(), headers)));
        }
        var nonce = runner.nonce();
        var headers = new HashMap<>(
                runner.signed(sts.host(), instance, runner.ours(nonce)).headers());
        headers.put("X-Amz-Date", "20260101T000000Z\r\nX-Evil: 1");
        refused(new ShownIdentity(nonce, new AwsCaller(sts.host(), headers)));
        assertTrue(engine.outbound.sent().isEmpty());
    }

    @Test
    void signatureMustCoverAudienceNonceAndKey() {
        var nonce = runner.nonce();
        var headers =
                new HashMap<>(runner.signed(sts.host(), instance, Map.of()).headers());
        headers.putAll(runner.ours(nonce));
        refused(new ShownIdentity(nonce, new AwsCaller(sts.host(), headers)));
        assertTrue(engine.outbound.sent().isEmpty());
    }

    @Test
    void proofForAnotherPoolIsRefused() {
        var nonce = runner.nonce();
        var ours = new HashMap<>(runner.ours(nonce));
        ours.put(AwsCaller.AUDIENCE, "landfall:pool_other");
        refused(new ShownIdentity(nonce, runner.signed(sts.host(), instance, ours)));
    }

    @Test
    void oldForeignAndMadeUpNoncesAreRefused() {
        var old = runner.aws(sts, instance);
        engine.clock.advance(Duration.ofMinutes(6));
        refused(old);
        var made = runner.signed(sts.host(), instance, runner.ours("lfn.e30.AAAA"));
        refused(new ShownIdentity("lfn.e30.AAAA", made));
        var id = runner.register(runner.aws(sts, instance));
        var token = runner.open(id, runner.aws(sts, instance)).token();
        refused(new ShownIdentity(token, runner.signed(sts.host(), instance, runner.ours(token))));
    }

    @Test
    void sessionOfACloudRunnerNeedsItsProofEachTime() {
        var id = runner.register(runner.aws(sts, instance));
        assertRefused(ErrorKind.UNAUTHENTICATED, () -> runner.open(id, null));
    }

    @Test
    void copyOfTheFolderOnAnotherInstanceIsRefused() {
        var id = runner.register(runner.aws(sts, instance));
        var other = sts.assumed(ACCOUNT, "runner", "i-2");
        var reason = assertRefused(ErrorKind.UNAUTHENTICATED, () -> runner.open(id, runner.aws(sts, other)));
        assertTrue(reason.contains("copied"), reason);
    }

    @Test
    void heartbeatsRenewForAnHourAfterAProof() {
        var id = runner.register(runner.aws(sts, instance));
        var session = engine.sessions.authenticate(
                runner.open(id, runner.aws(sts, instance)).token());
        var nothing = new HeartbeatRequest(List.of(), false);
        for (int i = 0; i < 6; i++) {
            engine.clock.advance(Duration.ofMinutes(10));
            session = engine.sessions.authenticate(
                    engine.leases.heartbeats().beat(session, nothing).token());
        }
        engine.clock.advance(Duration.ofMinutes(1));
        var last = session;
        assertRefused(
                ErrorKind.UNAUTHENTICATED, () -> engine.leases.heartbeats().beat(last, nothing));
        var renewed = engine.sessions.authenticate(
                runner.open(id, runner.aws(sts, instance)).token());
        assertNotEquals("", engine.leases.heartbeats().beat(renewed, nothing).token());
    }

    @Test
    void withdrawnTrustEndsWithTheProof() {
        var id = runner.register(runner.aws(sts, instance));
        engine.pools.distrust(engine.pool);
        assertRefused(ErrorKind.UNAUTHENTICATED, () -> runner.open(id, runner.aws(sts, instance)));
        assertRefused(ErrorKind.UNAUTHENTICATED, () -> runner.register(runner.aws(sts, instance)));
    }

    @Test
    void unreachableStsIsUnavailable() {
        engine.outbound.cutOff(sts.host());
        assertRefused(ErrorKind.UNAVAILABLE, () -> runner.register(runner.aws(sts, instance)));
    }

    @Test
    void proofOfAnotherTypeIsRefused() {
        var reason = refused(new ShownIdentity(runner.nonce(), new IdentityProof.KubernetesToken("a.b.c")));
        assertTrue(reason.contains("kubernetes"), reason);
    }

    @Test
    void enrolmentTokensWorkAsBefore() {
        var enrolled = new TestRunner(engine, "enrolled");
        assertEquals(
                engine.pool,
                engine.pools.requireRunner(Engine.ORG, enrolled.id).runner().pool());
        assertEquals(Duration.ofMinutes(15), Sessions.QUEUE_LENT);
    }
}
