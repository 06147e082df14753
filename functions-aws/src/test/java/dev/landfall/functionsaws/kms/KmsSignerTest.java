package dev.landfall.functionsaws.kms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.controlplane.ControlPlane;
import dev.landfall.controlplane.ControlPlaneConfig;
import dev.landfall.controlplane.Ports;
import dev.landfall.controlplane.http.ApiRequest;
import dev.landfall.controlplane.http.ApiResponse;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.signing.KeyRing;
import dev.landfall.controlplane.signing.Signer;
import dev.landfall.controlplane.time.RandomIds;
import dev.landfall.emulators.Fault;
import dev.landfall.emulators.FaultPlan;
import dev.landfall.emulators.FaultProxy;
import dev.landfall.functionsaws.client.AwsClients;
import dev.landfall.functionsaws.cloud.FakeKms;
import dev.landfall.functionsaws.cloud.TestClients;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.signature.EcJwk;
import dev.landfall.protocol.signature.EcKeys;
import dev.landfall.protocol.signature.Jws;
import dev.landfall.protocol.signature.KeyCertificate;
import dev.landfall.protocol.signature.SpecVerifier;
import dev.landfall.testkit.blob.InMemoryBlobs;
import dev.landfall.testkit.queue.InMemoryJobQueues;
import dev.landfall.testkit.records.InMemoryRecords;
import dev.landfall.testkit.secret.InMemorySecretStore;
import dev.landfall.testkit.signing.SignerContract;
import dev.landfall.testkit.time.ManualClock;
import dev.landfall.testkit.time.SequentialIds;
import dev.landfall.testkit.wakeup.InMemoryWakeUp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
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
    private final InMemoryRecords records = new InMemoryRecords(clock);
    private final Documents documents = new Documents(records, new SequentialIds());
    private final KeyRing ring = ring(signer);
    private final ControlPlane controlPlane = new ControlPlane(
            new Ports(
                    records,
                    new InMemoryJobQueues(clock),
                    new InMemoryBlobs(clock),
                    new InMemorySecretStore(),
                    signer,
                    new InMemoryWakeUp(),
                    clock,
                    new RandomIds(clock)),
            ControlPlaneConfig.standard());
    private final String token = controlPlane.bootstrap("acme").orElseThrow().adminToken();

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
        var first = signer.configured();
        clock.advance(Duration.ofMinutes(1));
        certificate.set(certify(root, publicKey()));

        assertEquals(first, signer.configured());
        clock.advance(KmsSigner.CERTIFICATE_KEPT);
        assertNotEquals(first, signer.configured());
    }

    @Test
    void aCertificateThatHasEndedIsSaidBeforeARunnerRefusesIt() {
        ring.sign(new byte[] {1});
        clock.advance(CERTIFIED_FOR);

        var failure = assertThrows(LandfallException.class, () -> ring.sign(new byte[] {1}));
        assertEquals(ErrorKind.UNAVAILABLE, failure.kind());
        assertTrue(failure.publicMessage().contains("holds from"), failure.publicMessage());
    }

    @Test
    void aCertificateOfAnotherRootIsRefused() {
        certificate.set(certify(EcKeys.generate(), publicKey()));

        var failure = assertThrows(LandfallException.class, () -> ring.sign(new byte[] {1}));
        assertEquals(ErrorKind.UNAVAILABLE, failure.kind());
        assertTrue(failure.publicMessage().contains("another root"), failure.publicMessage());
    }

    @Test
    void rubbishIsNoCertificate() {
        certificate.set("not a certificate");

        assertThrows(LandfallException.class, () -> ring.sign(new byte[] {1}));
    }

    @Test
    void aKeyThatTheCertificateDoesNotNameSignsNothing() {
        var other = ring(signer(newKey()));
        var failure = assertThrows(LandfallException.class, () -> other.sign(new byte[] {1}));

        assertEquals(ErrorKind.INTERNAL, failure.kind());
        assertTrue(failure.publicMessage().contains("not the one that its certificate names"));
    }

    @Test
    void theSigningKeyRotatesToAnotherKeyOfKmsAndTheOldOneIsBelievedUntilItsEnd() {
        var before = ring.sign(new byte[] {1});
        var next = newKey();
        clock.advance(Duration.ofMinutes(10));
        var added = post(next, certify(root, kms.publicKey(next)));
        assertEquals(201, added.status(), added.bodyText());
        var after = ring(signer).sign(new byte[] {1});

        assertEquals(
                kms.publicKey(next).thumbprint(),
                Jws.parse(after.text()).orThrow().kid());
        for (var signed : List.of(before, after)) {
            var opened = KeyCertificate.open(signed.certificate(), root.jwk()).orThrow();
            assertTrue(opened.holdsAt(clock.instant()));
            Jws.parse(signed.text())
                    .orThrow()
                    .open(opened.jwk(), SpecVerifier.TYPE)
                    .orThrow();
        }
    }

    @Test
    void aKeyThatKmsDoesNotHaveOrThatIsNotTheCertifiedOneIsNotAdded() {
        var next = newKey();

        assertEquals(503, post("absent", certify(root, kms.publicKey(next))).status());
        assertEquals(400, post(keyId, certify(root, kms.publicKey(next))).status());
        assertEquals(
                400, post(next, certify(EcKeys.generate(), kms.publicKey(next))).status());
    }

    @Test
    void aSpecIsSignedAlthoughKmsThrottlesAndLosesReplies() {
        behindFaults((plan, behind) -> {
            plan.next(Fault.THROTTLED, Fault.LOST_REPLY);
            assertEquals(64, behind.sign(keyId(), new byte[] {1}).length);
            plan.next(Fault.BROKEN, Fault.HALF_REPLY);
            assertEquals(64, behind.sign(keyId(), new byte[] {1}).length);
        });
    }

    @Test
    void aServiceThatStaysBrokenIsUnavailableAndAMissingPermissionSaid() {
        behindFaults((plan, behind) -> {
            plan.always(call -> true, Fault.BROKEN);
            var broken = assertThrows(LandfallException.class, () -> behind.sign(keyId(), new byte[] {1}));
            plan.always(call -> true, Fault.REFUSED);
            var refused = assertThrows(LandfallException.class, () -> behind.sign(keyId(), new byte[] {1}));

            assertEquals(ErrorKind.UNAVAILABLE, broken.kind());
            assertEquals(ErrorKind.UNAVAILABLE, refused.kind());
            assertTrue(refused.publicMessage().contains("Allow kms:Sign"), refused.publicMessage());
        });
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

    private KeyRing ring(KmsSigner over) {
        return new KeyRing(documents, over, clock);
    }

    private ApiResponse post(String key, String certificate) {
        var body = Json.write(Map.of("key", key, "certificate", certificate));
        var headers = Map.of("authorization", "Bearer " + token);
        return controlPlane.router().handle(ApiRequest.of("POST", "/v1/signing-keys", null, headers, body));
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

    private void behindFaults(BiConsumer<FaultPlan, Signer> use) {
        var plan = new FaultPlan();
        try (var proxy = FaultProxy.before(kms.uri(), plan);
                var behind = TestClients.of("KMS", proxy.uri())) {
            use.accept(
                    plan,
                    new KmsSigner(
                            behind::kms, keyId(), certificate::get, root.jwk().text(), clock));
        }
    }
}
