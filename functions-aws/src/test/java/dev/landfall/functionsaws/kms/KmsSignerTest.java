package dev.landfall.functionsaws.kms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.controlplane.signing.Signer;
import dev.landfall.functionsaws.client.AwsClients;
import dev.landfall.functionsaws.cloud.FakeKms;
import dev.landfall.functionsaws.cloud.TestClients;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.signature.EcJwk;
import dev.landfall.protocol.signature.EcKeys;
import dev.landfall.protocol.signature.KeyCertificate;
import dev.landfall.testkit.signing.SignerContract;
import dev.landfall.testkit.time.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On a KMS of our own: moto hashes once more what is a digest already. */
class KmsSignerTest extends SignerContract {

    private static final Duration CERTIFIED_FOR = Duration.ofHours(1);

    private static FakeKms kms;
    private static AwsClients clients;
    private static String keyId;
    private static EcJwk publicKey;

    private final ManualClock clock = new ManualClock();
    private final EcKeys root = EcKeys.generate();
    private final AtomicReference<String> certificate = new AtomicReference<>(certify(root, publicKey()));
    private final KmsSigner signer = signer(keyId());

    @BeforeAll
    static void start() {
        kms = FakeKms.start();
        clients = TestClients.of("KMS", kms.uri());
        keyId = newKey();
        publicKey = kms.publicKey(keyId);
    }

    @AfterAll
    static void stop() {
        clients.close();
        kms.close();
    }

    @Test
    void aNewCertificateIsUsedWithoutANewProcess() {
        var first = signer.certificate();
        clock.advance(Duration.ofMinutes(1));
        certificate.set(certify(root, publicKey()));

        assertEquals(first, signer.certificate());
        clock.advance(KmsSigner.CERTIFICATE_KEPT);
        assertNotEquals(first, signer.certificate());
    }

    @Test
    void aCertificateThatHasEndedIsSaidBeforeARunnerRefusesIt() {
        signer.sign(new byte[] {1});
        clock.advance(CERTIFIED_FOR);

        var failure = assertThrows(LandfallException.class, () -> signer.sign(new byte[] {1}));
        assertEquals(ErrorKind.UNAVAILABLE, failure.kind());
        assertTrue(failure.publicMessage().contains("certificate holds from"), failure.publicMessage());
    }

    @Test
    void aCertificateOfAnotherRootIsRefused() {
        certificate.set(certify(EcKeys.generate(), publicKey()));

        var failure = assertThrows(LandfallException.class, signer::certificate);
        assertEquals(ErrorKind.INTERNAL, failure.kind());
    }

    @Test
    void rubbishIsNoCertificate() {
        certificate.set("not a certificate");

        assertThrows(LandfallException.class, signer::certificate);
    }

    @Test
    void aKeyThatTheCertificateDoesNotNameSignsNothing() {
        var failure =
                assertThrows(LandfallException.class, () -> signer(newKey()).sign(new byte[] {1}));

        assertEquals(ErrorKind.INTERNAL, failure.kind());
        assertTrue(failure.publicMessage().contains("not the one that the certificate names"));
    }

    @Override
    protected Signer signer() {
        return signer;
    }

    @Override
    protected Instant now() {
        return clock.instant();
    }

    private KmsSigner signer(String key) {
        return new KmsSigner(
                () -> clients.kms(), key, certificate::get, root.jwk().text(), clock);
    }

    private String certify(EcKeys by, EcJwk key) {
        return KeyCertificate.issue(by, key, clock.instant(), clock.instant().plus(CERTIFIED_FOR));
    }

    private static String keyId() {
        return keyId;
    }

    private static EcJwk publicKey() {
        return publicKey;
    }

    private static String newKey() {
        return kms.newKey();
    }
}
