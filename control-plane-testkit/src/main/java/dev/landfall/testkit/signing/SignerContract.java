package dev.landfall.testkit.signing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.signing.KeyRing;
import dev.landfall.controlplane.signing.Signer;
import dev.landfall.controlplane.time.RandomIds;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
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
import dev.landfall.testkit.records.InMemoryRecords;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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

        var signed = ring().sign(Json.write(spec));

        assertEquals(
                spec,
                verifier.verify(signed.text(), signed.certificate(), EXPECTED, now())
                        .orThrow());
    }

    @Test
    void theRootIsNotTheSigningKey() {
        var signed = Jws.parse(ring().sign(new byte[] {1}).text()).orThrow();

        assertNotEquals(EcJwk.read(signer().rootKey()).thumbprint(), signed.kid());
    }

    @Test
    void theCertificateNamesTheKeyThatSigns() {
        var signed = Jws.parse(ring().sign(new byte[] {1}).text()).orThrow();
        var root = EcJwk.read(signer().rootKey());
        var certificate =
                KeyCertificate.open(signer().configured().certificate(), root).orThrow();

        assertEquals(signed.kid(), certificate.kid());
        assertInstanceOf(Verified.Accepted.class, signed.open(certificate.jwk(), SpecVerifier.TYPE));
    }

    @Test
    void theRootKeyIsPublicAndStaysTheSame() {
        assertEquals(signer().rootKey(), signer().rootKey());
        assertFalse(signer().rootKey().contains("\"d\""));
    }

    @Test
    void aKeyThatTheStoreDoesNotHaveSignsNothing() {
        for (var key : new String[] {"absent", "https://127.0.0.1/keys/absent/1", "arn:aws:kms:absent"}) {
            var refused = assertThrows(LandfallException.class, () -> signer().sign(key, new byte[] {1}));
            assertTrue(
                    refused.kind() == ErrorKind.UNAVAILABLE || refused.kind() == ErrorKind.INVALID,
                    refused.publicMessage());
        }
    }

    private KeyRing ring() {
        InstantSource clock = this::now;
        return new KeyRing(new Documents(new InMemoryRecords(clock), new RandomIds(clock)), signer(), clock);
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
