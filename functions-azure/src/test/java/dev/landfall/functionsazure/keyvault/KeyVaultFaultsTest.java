package dev.landfall.functionsazure.keyvault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.controlplane.secret.SecretStore;
import dev.landfall.emulators.FakeKeyVault;
import dev.landfall.emulators.Fault;
import dev.landfall.emulators.FaultProxy;
import dev.landfall.emulators.ProxiedCall;
import dev.landfall.functionsazure.azurite.AzuriteStorage;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.signature.EcJwk;
import dev.landfall.protocol.signature.EcKeys;
import dev.landfall.protocol.signature.KeyCertificate;
import dev.landfall.testkit.thread.Together;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A vault that throttles, breaks, refuses and loses replies. */
class KeyVaultFaultsTest {

    private static final String VALUE = "s3cr3t-that-no-message-shows";

    private static final FakeKeyVault VAULT = AzuriteStorage.keyVault();
    private static final FaultProxy PROXY = AzuriteStorage.faultsBefore(VAULT.uri());
    private static final SecretStore SECRETS =
            new KeyVaultSecretStore(AzuriteStorage.clients().secrets(PROXY.uri()));

    private final String path = "org_" + UUID.randomUUID();

    @AfterAll
    static void stop() {
        PROXY.close();
        VAULT.close();
    }

    @BeforeEach
    void calm() {
        PROXY.plan().none();
    }

    @Test
    void whatIsThrottledOrLostOnTheWayIsKeptReadAndListedAllTheSame() {
        PROXY.plan().next(KeyVaultFaultsTest::writes, Fault.THROTTLED, Fault.LOST_REPLY);
        SECRETS.put(path, "key", VALUE);
        PROXY.plan().next(Fault.BROKEN, Fault.LOST_REPLY);
        assertEquals(Optional.of(VALUE), SECRETS.find(path, "key"));
        PROXY.plan().next(Fault.THROTTLED, Fault.HALF_REPLY);
        assertEquals(List.of(path + ":key"), SECRETS.list(path));
    }

    @Test
    void aReplyThatEndsInTheMiddleIsNeitherASecretNorAList() {
        SECRETS.put(path, "key", VALUE);
        PROXY.plan().next(Fault.HALF_REPLY);
        assertEquals(Optional.of(VALUE), SECRETS.find(path, "key"));
        PROXY.plan().next(Fault.HALF_REPLY);
        assertEquals(List.of(path + ":key"), SECRETS.list(path));
    }

    @Test
    void aSecretWhoseDeletionIsAnsweredToNobodyWasDeletedByThisCall() {
        SECRETS.put(path, "key", VALUE);
        PROXY.plan().next(call -> call.method().equals("DELETE"), Fault.LOST_REPLY);

        assertTrue(SECRETS.delete(path, "key"));
        assertEquals(Optional.empty(), SECRETS.find(path, "key"));
        assertFalse(SECRETS.delete(path, "key"));
    }

    @Test
    void aLongValueThatIsHalfWrittenLeavesTheOldOne() {
        var before = "old".repeat(10_000);
        var after = "new".repeat(10_000);
        SECRETS.put(path, "key", before);
        for (int written = 0; written <= 3; written += 3) {
            brokenForGoodAfter(written);

            assertUnavailable(() -> SECRETS.put(path, "key", after));
            PROXY.plan().none();
            assertEquals(Optional.of(before), SECRETS.find(path, "key"));
        }
        SECRETS.put(path, "key", after);
        assertEquals(Optional.of(after), SECRETS.find(path, "key"));
        assertEquals(List.of(path + ":key"), SECRETS.list(path));
    }

    @Test
    void aVaultThatStaysBusyIsUnavailableForEveryCallAndNothingSecretIsSaid() {
        SECRETS.put(path, "key", VALUE);
        PROXY.plan().always(KeyVaultFaultsTest::any, Fault.THROTTLED);

        assertAllUnavailable(List.of(
                () -> SECRETS.put(path, "key", VALUE),
                () -> SECRETS.find(path, "key"),
                () -> SECRETS.list(path),
                () -> SECRETS.delete(path, "key"),
                KeyVaultFaultsTest::sign));
    }

    @Test
    void aMissingRoleIsSaidWithWhatToGrant() {
        PROXY.plan().always(KeyVaultFaultsTest::any, Fault.REFUSED);

        var read = assertUnavailable(() -> SECRETS.find(path, "key"));
        var signed = assertUnavailable(KeyVaultFaultsTest::sign);

        assertTrue(read.contains("Key Vault Secrets Officer"), read);
        assertTrue(signed.contains("Key Vault Crypto User"), signed);
    }

    @Test
    void aSpecIsSignedAlthoughTheVaultThrottlesAndLosesReplies() {
        PROXY.plan().next(Fault.NONE, Fault.THROTTLED, Fault.LOST_REPLY);
        assertEquals(64, sign().length);
    }

    private static void brokenForGoodAfter(int written) {
        var faults = new Fault[written + 4];
        java.util.Arrays.fill(faults, Fault.BROKEN);
        java.util.Arrays.fill(faults, 0, written, Fault.NONE);
        PROXY.plan().next(KeyVaultFaultsTest::writes, faults);
    }

    private static byte[] sign() {
        var root = EcKeys.generate();
        var certificate = KeyCertificate.issue(
                root,
                EcJwk.of(VAULT.publicKey()),
                Instant.now().minusSeconds(60),
                Instant.now().plusSeconds(3_600));
        var key = URI.create(PROXY.uri() + VAULT.keyId().getPath());
        return new KeyVaultSigner(
                        AzuriteStorage.clients()::key,
                        key,
                        certificate,
                        root.jwk().text())
                .sign(key.toString(), new byte[] {1});
    }

    private static String assertUnavailable(Runnable attempt) {
        var failure = assertThrows(LandfallException.class, attempt::run);
        assertEquals(ErrorKind.UNAVAILABLE, failure.kind());
        assertFalse(failure.toString().contains(VALUE), failure.toString());
        return failure.publicMessage();
    }

    /** All at once, as each is tried for seconds. */
    private static void assertAllUnavailable(List<Runnable> attempts) {
        Together.run(attempts.size(), number -> () -> assertUnavailable(attempts.get(number)));
    }

    private static boolean any(ProxiedCall call) {
        return true;
    }

    private static boolean writes(ProxiedCall call) {
        return call.method().equals("PUT");
    }
}
