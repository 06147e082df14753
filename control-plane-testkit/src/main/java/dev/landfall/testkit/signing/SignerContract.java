package dev.landfall.testkit.signing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.landfall.controlplane.signing.Signer;
import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.job.CiWork;
import dev.landfall.protocol.job.JobSpec;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.signature.EcJwk;
import dev.landfall.protocol.signature.ExpectedSpec;
import dev.landfall.protocol.signature.Jws;
import dev.landfall.protocol.signature.KeyCertificate;
import dev.landfall.protocol.signature.SpecVerifier;
import dev.landfall.protocol.signature.Verified;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every {@link Signer} promises: what it signs passes the runner's own check. */
public abstract class SignerContract {

    private static final ExpectedSpec EXPECTED = new ExpectedSpec(new JobId("in_1.jb_1"), 1, new PoolId("pool_1"));

    /** The signer under test. */
    protected abstract Signer signer();

    /** The signer's time. */
    protected abstract Instant now();

    @Test
    void aSignedSpecPassesTheRunnersCheck() {
        var spec = spec();
        var verifier = new SpecVerifier(signer().rootKey(), Duration.ZERO);

        var verified = verifier.verify(signer().sign(Json.write(spec)), signer().certificate(), EXPECTED, now());

        assertEquals(spec, verified.orThrow());
    }

    @Test
    void theRootIsNotTheSigningKey() {
        var signed = Jws.parse(signer().sign(new byte[] {1})).orThrow();

        assertNotEquals(EcJwk.read(signer().rootKey()).thumbprint(), signed.kid());
    }

    @Test
    void theCertificateNamesTheKeyThatSigns() {
        var signed = Jws.parse(signer().sign(new byte[] {1})).orThrow();
        var root = EcJwk.read(signer().rootKey());
        var opened = Jws.parse(signer().certificate()).orThrow().open(root, KeyCertificate.TYPE);
        var certificate = Json.read(opened.orThrow(), KeyCertificate.class);

        assertEquals(signed.kid(), certificate.kid());
        assertInstanceOf(Verified.Accepted.class, signed.open(certificate.jwk(), SpecVerifier.TYPE));
    }

    @Test
    void theRootKeyIsPublicAndStaysTheSame() {
        assertEquals(signer().rootKey(), signer().rootKey());
        assertFalse(signer().rootKey().contains("\"d\""));
    }

    private JobSpec spec() {
        return new JobSpec(
                EXPECTED.job(),
                EXPECTED.attempt(),
                EXPECTED.pool(),
                now(),
                now().plusSeconds(60),
                60,
                5,
                List.of(),
                "shop",
                new CiWork("test", "true", Map.of(), null, null));
    }
}
