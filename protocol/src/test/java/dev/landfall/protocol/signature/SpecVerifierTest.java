package dev.landfall.protocol.signature;

import static dev.landfall.protocol.signature.SignedSpecs.EXPECTED;
import static dev.landfall.protocol.signature.SignedSpecs.NOW;
import static dev.landfall.protocol.signature.SignedSpecs.SKEW;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.job.JobSpec;
import dev.landfall.protocol.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpecVerifierTest {

    private static final SignedSpecs SIGNED = new SignedSpecs();

    @Test
    void anExpectedSpecUnderACertifiedKeyIsAccepted() {
        assertEquals(
                SIGNED.spec,
                verify(SIGNED.signedSpec(), SIGNED.certificate, EXPECTED, NOW).orThrow());
    }

    @Test
    void aCertificateOfAnotherRootIsRefused() {
        var other = new SignedSpecs();

        assertProblem(SignatureProblem.WRONG_ROOT, other.signedSpec(), other.certificate, EXPECTED, NOW);
    }

    @Test
    void aSpecBySomeoneElseThanTheCertifiedKeyIsRefused() {
        assertProblem(SignatureProblem.UNKNOWN_KEY, new SignedSpecs().signedSpec(), SIGNED.certificate, EXPECTED, NOW);
    }

    @Test
    void aSigningKeyCannotCertifyItself() {
        var forged = KeyCertificate.issue(SIGNED.signing, SIGNED.signing.jwk(), NOW, NOW.plusSeconds(60));

        assertProblem(SignatureProblem.WRONG_ROOT, SIGNED.signedSpec(), forged, EXPECTED, NOW);
    }

    @Test
    void theRootItselfDoesNotSignSpecs() {
        var byRoot = Jws.sign(SIGNED.root, SpecVerifier.TYPE, Json.write(SIGNED.spec));

        assertProblem(SignatureProblem.UNKNOWN_KEY, byRoot, SIGNED.certificate, EXPECTED, NOW);
    }

    @Test
    void specAndCertificateAreNotTakenForEachOther() {
        assertProblem(SignatureProblem.WRONG_PURPOSE, SIGNED.certificate, SIGNED.certificate, EXPECTED, NOW);
        var specAsCertificate = Jws.sign(SIGNED.root, SpecVerifier.TYPE, Json.write(SIGNED.spec));
        assertProblem(SignatureProblem.WRONG_PURPOSE, SIGNED.signedSpec(), specAsCertificate, EXPECTED, NOW);
    }

    @Test
    void aKeyCertifiedForSomethingElseIsRefused() {
        var certificate = new KeyCertificate(
                SIGNED.signing.kid(), SIGNED.signing.jwk(), NOW, NOW.plusSeconds(60), "release-signing");
        var signed = Jws.sign(SIGNED.root, KeyCertificate.TYPE, Json.write(certificate));

        assertProblem(SignatureProblem.WRONG_PURPOSE, SIGNED.signedSpec(), signed, EXPECTED, NOW);
    }

    @Test
    void theCertificateHoldsForItsTimeAndTheAllowedSkew() {
        var certificate = KeyCertificate.issue(SIGNED.root, SIGNED.signing.jwk(), NOW, NOW.plusSeconds(60));

        assertCertificateProblem(
                SignatureProblem.CERTIFICATE_NOT_YET_VALID,
                certificate,
                NOW.minus(SKEW).minusMillis(1));
        assertEquals(
                SIGNED.spec,
                verify(SIGNED.signedSpec(), certificate, EXPECTED, NOW.minus(SKEW))
                        .orThrow());
        assertCertificateProblem(
                SignatureProblem.CERTIFICATE_EXPIRED,
                certificate,
                NOW.plusSeconds(60).plus(SKEW));
    }

    @Test
    void theSpecHoldsForItsTimeAndTheAllowedSkew() {
        var last = SIGNED.spec.expiresAt().plus(SKEW);

        assertSpecProblem(SignatureProblem.SPEC_NOT_YET_VALID, NOW.minus(SKEW).minusMillis(1));
        assertSpecProblem(SignatureProblem.SPEC_EXPIRED, last);
        assertEquals(
                SIGNED.spec,
                verify(SIGNED.signedSpec(), SIGNED.certificate, EXPECTED, last.minusMillis(1))
                        .orThrow());
    }

    @Test
    void aClockThatIsAnHourWrongIsNamedInTheReason() {
        var verified = verify(SIGNED.signedSpec(), SIGNED.certificate, EXPECTED, NOW.minus(Duration.ofHours(1)));

        assertEquals(
                "The job spec was issued at 2026-03-01T12:00:00Z, and it is 2026-03-01T11:00:00Z here."
                        + " Check this machine's clock.",
                ((Verified.Refused<JobSpec>) verified).reason());
    }

    @Test
    void aSpecForAnotherJobAttemptOrPoolIsRefused() {
        assertExpectationProblem(
                SignatureProblem.WRONG_JOB, new ExpectedSpec(new JobId("in_1.jb_2"), 2, EXPECTED.pool()));
        assertExpectationProblem(SignatureProblem.WRONG_ATTEMPT, new ExpectedSpec(EXPECTED.job(), 3, EXPECTED.pool()));
        assertExpectationProblem(
                SignatureProblem.WRONG_POOL, new ExpectedSpec(EXPECTED.job(), 2, new PoolId("pool_2")));
    }

    @Test
    void aSignedPayloadThatIsNoSpecIsUnreadable() {
        assertProblem(SignatureProblem.UNREADABLE, SIGNED.sign(Map.of()), SIGNED.certificate, EXPECTED, NOW);
        assertProblem(SignatureProblem.UNREADABLE, SIGNED.sign("x"), SIGNED.certificate, EXPECTED, NOW);
        var notJson = Jws.sign(SIGNED.signing, SpecVerifier.TYPE, "{".getBytes(StandardCharsets.UTF_8));
        assertProblem(SignatureProblem.UNREADABLE, notJson, SIGNED.certificate, EXPECTED, NOW);
        var noCertificate = Jws.sign(SIGNED.root, KeyCertificate.TYPE, Json.write(Map.of("kid", "x")));
        assertProblem(SignatureProblem.UNREADABLE, SIGNED.signedSpec(), noCertificate, EXPECTED, NOW);
    }

    private static void assertCertificateProblem(SignatureProblem expected, String certificate, Instant now) {
        assertProblem(expected, SIGNED.signedSpec(), certificate, EXPECTED, now);
    }

    private static void assertSpecProblem(SignatureProblem expected, Instant now) {
        assertProblem(expected, SIGNED.signedSpec(), SIGNED.certificate, EXPECTED, now);
    }

    private static void assertExpectationProblem(SignatureProblem expected, ExpectedSpec expectation) {
        assertProblem(expected, SIGNED.signedSpec(), SIGNED.certificate, expectation, NOW);
    }

    private static void assertProblem(
            SignatureProblem expected, String spec, String certificate, ExpectedSpec expectation, Instant now) {
        JwsTest.assertProblem(expected, verify(spec, certificate, expectation, now));
    }

    private static Verified<JobSpec> verify(String spec, String certificate, ExpectedSpec expected, Instant now) {
        return SIGNED.verifier().verify(spec, certificate, expected, now);
    }
}
