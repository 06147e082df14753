package dev.landfall.testkit.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.controlplane.signing.CertifiedKey;
import dev.landfall.controlplane.signing.KeyRing;
import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.lease.ClaimReply;
import dev.landfall.protocol.signature.EcJwk;
import dev.landfall.protocol.signature.EcKeys;
import dev.landfall.protocol.signature.ExpectedSpec;
import dev.landfall.protocol.signature.Jws;
import dev.landfall.protocol.signature.KeyCertificate;
import dev.landfall.protocol.signature.SignatureProblem;
import dev.landfall.protocol.signature.SpecVerifier;
import dev.landfall.protocol.signature.Verified;
import dev.landfall.testkit.signing.InMemorySigner;
import dev.landfall.testkit.time.ManualClock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Signing keys come and go while jobs are claimed. */
final class SigningKeysTest {

    private static final Duration DAY = Duration.ofDays(1);

    private final ManualClock clock = new ManualClock();
    private final InMemorySigner signer = new InMemorySigner(clock, Duration.ofHours(1));
    private final Api api = new Api(clock, signer);
    private final SpecVerifier verifier = new SpecVerifier(signer.rootKey(), Duration.ZERO);

    @Test
    void jobsOfBothKeysAreBelievedUntilTheOldOnesCertificateEnds() {
        var runner = new RunnerClient(api, "r1");
        var old = claim(runner);
        clock.advance(Duration.ofMinutes(1));
        var rotated = api.post("/v1/signing-keys", "{}").expect(201);
        assertEquals("SIGNING", rotated.text("/state"));
        var fresh = claim(runner);

        assertNotEquals(kid(old), kid(fresh));
        assertEquals(rotated.text("/kid"), kid(fresh));
        assertBelieved(old);
        assertBelieved(fresh);
        clock.advance(Duration.ofHours(1).minusSeconds(30));
        assertEquals(SignatureProblem.CERTIFICATE_EXPIRED, problem(old));
        assertNotEquals(SignatureProblem.CERTIFICATE_EXPIRED, problem(fresh));
    }

    @Test
    void aKeyThatTheOfflineRootCertifiedSignsAsSoonAsItsCertificateBegins() {
        var runner = new RunnerClient(api, "r1");
        var before = kid(claim(runner));
        var now = clock.instant();
        var key = signer.newKey();
        var added = add(signer.certified(key, now.plus(Duration.ofMinutes(10)), now.plus(DAY.multipliedBy(90))));
        assertEquals("NEXT", added.expect(201).text("/state"));
        assertEquals("token admin", added.text("/addedBy"));

        assertEquals(before, kid(claim(runner)));
        clock.advance(Duration.ofMinutes(10).minus(KeyRing.KEPT));
        clock.advance(KeyRing.KEPT);
        assertEquals(key.thumbprint(), kid(claim(runner)));
    }

    @Test
    void whatCannotSignIsRefusedWithItsReason() {
        var now = clock.instant();
        var key = signer.newKey();
        var good = signer.certified(key, now, now.plus(DAY));
        var foreign = KeyCertificate.issue(EcKeys.generate(), key, now, now.plus(DAY));

        refused(new CertifiedKey(good.key(), foreign), "another root");
        refused(new CertifiedKey(good.key(), "rubbish"), "cannot be used");
        refused(new CertifiedKey(good.key(), good.certificate() + "A"), "cannot be used");
        refused(signer.certified(key, now.minus(DAY), now), "held until " + now);
        refused(
                new CertifiedKey(signer.newKey().thumbprint(), good.certificate()),
                "not the one that the certificate names");
        assertTrue(add(new CertifiedKey("absent", good.certificate()))
                .expect(503)
                .text("/message")
                .contains("'absent'"));
        api.post("/v1/signing-keys", "{\"key\":\"k\"}").expect(400);
        api.call("POST", "/v1/signing-keys", "{}", api.token("write")).expect(403);
        assertEquals(1, api.get("/v1/signing-keys").json().at("/items").size(), "only what the host was set up with");
    }

    @Test
    void theEndOfTheLastCertificateIsSaidBeforeItComes() {
        var warned = api.get("/readyz").expect(200).text("/warnings/0");
        assertTrue(warned.contains("landfall keys rotate"), "an hour is left: " + warned);

        var now = clock.instant();
        add(signer.certified(signer.newKey(), now, now.plus(DAY.multipliedBy(90))))
                .expect(201);
        assertTrue(api.get("/readyz").json().at("/warnings").isMissingNode());
        assertTrue(api.get("/metrics")
                .response()
                .bodyText()
                .contains("landfall_signing_certificate_remaining_seconds " + 90 * DAY.toSeconds()));
    }

    @Test
    void endedKeysMakeRoomAndTooManyAreRefused() {
        var now = clock.instant();
        for (int i = 0; i < 16; i++) {
            add(signer.certified(signer.newKey(), now, now.plus(DAY))).expect(201);
        }
        add(signer.certified(signer.newKey(), now, now.plus(DAY))).expect(413);
        clock.advance(DAY);
        add(signer.certified(signer.newKey(), clock.instant(), clock.instant().plus(DAY)))
                .expect(201);
        assertEquals(2, api.get("/v1/signing-keys").json().at("/items").size());
    }

    private void refused(CertifiedKey key, String why) {
        var message = add(key).expect(400).text("/message");
        assertTrue(message.contains(why), message);
    }

    private Reply add(CertifiedKey key) {
        return api.post("/v1/signing-keys", Api.json(Map.of("key", key.key(), "certificate", key.certificate())));
    }

    private ClaimReply claim(RunnerClient runner) {
        if (api.get("/v1/projects").json().at("/items").isEmpty()) {
            api.post("/v1/projects", "{\"name\":\"p\",\"repository\":\"https://h/a/b\"}")
                    .expect(201);
        }
        api.post("/v1/projects/p/jobs", "{\"name\":\"j\",\"command\":\"true\"}").expect(202);
        runner.beat();
        return runner.next().reply();
    }

    private void assertBelieved(ClaimReply claim) {
        assertTrue(
                verify(claim) instanceof Verified.Accepted<?>,
                () -> verify(claim).toString());
    }

    private SignatureProblem problem(ClaimReply claim) {
        return verify(claim) instanceof Verified.Refused<?> refused ? refused.problem() : SignatureProblem.MALFORMED;
    }

    private Verified<?> verify(ClaimReply claim) {
        var expected = new ExpectedSpec(
                new JobId(claim.lease().job().value()), claim.lease().attempt(), new PoolId(api.pool.value()));
        return verifier.verify(claim.signedSpec(), claim.certificate(), expected, clock.instant());
    }

    private String kid(ClaimReply claim) {
        var root = EcJwk.read(signer.rootKey());
        var certified = KeyCertificate.open(claim.certificate(), root).orThrow().kid();
        assertEquals(certified, Jws.parse(claim.signedSpec()).orThrow().kid());
        return certified;
    }
}
