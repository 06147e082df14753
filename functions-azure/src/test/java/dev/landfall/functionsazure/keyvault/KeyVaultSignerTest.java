package dev.landfall.functionsazure.keyvault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.controlplane.signing.Signer;
import dev.landfall.emulators.FakeKeyVault;
import dev.landfall.functionsazure.azurite.AzuriteStorage;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.signature.EcJwk;
import dev.landfall.protocol.signature.EcKeys;
import dev.landfall.protocol.signature.KeyCertificate;
import dev.landfall.testkit.signing.SignerContract;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyVaultSignerTest extends SignerContract {

    private static final FakeKeyVault VAULT = AzuriteStorage.keyVault();
    private static final EcKeys ROOT = EcKeys.generate();
    private static final Signer SIGNER = signer(VAULT.keyId(), EcJwk.of(VAULT.publicKey()));

    @Override
    protected Signer signer() {
        return SIGNER;
    }

    @Override
    protected Instant now() {
        return Instant.now();
    }

    @Test
    void aVersionThatTheVaultDoesNotHaveIsSaid() {
        var other = VAULT.keyId().toString().replace("0123", "9999");

        assertEquals(ErrorKind.UNAVAILABLE, refusal(other).kind());
    }

    @Test
    void noOtherVaultIsAskedAndSeesATokenOfOurs() {
        var own = VAULT.keyId().toString();
        for (var key : List.of(
                own.replace("127.0.0.1", "127.0.0.2"),
                own.replace("https:", "http:"),
                own.replace("https://", "https://user@"),
                own.replace("/keys/", "/secrets/"),
                own + "?x=y",
                own + "/sign",
                own.substring(0, own.lastIndexOf('/')),
                "https://evil.example.com/keys/landfall-signing/1",
                "no address")) {
            var refused = refusal(key);
            assertEquals(ErrorKind.INVALID, refused.kind(), key);
            assertTrue(refused.publicMessage().contains("this control plane's vault"), refused.publicMessage());
        }
    }

    @Test
    void theRootIsNotAtHand() {
        assertTrue(SIGNER.renew().isEmpty());
    }

    private static LandfallException refusal(String key) {
        return assertThrows(LandfallException.class, () -> SIGNER.sign(key, new byte[] {1}));
    }

    private static Signer signer(URI keyId, EcJwk certified) {
        return new KeyVaultSigner(
                AzuriteStorage.clients()::key,
                keyId,
                certificate(ROOT, certified),
                ROOT.jwk().text());
    }

    private static String certificate(EcKeys root, EcJwk certified) {
        return KeyCertificate.issue(
                root, certified, Instant.now().minusSeconds(60), Instant.now().plusSeconds(3_600));
    }
}
