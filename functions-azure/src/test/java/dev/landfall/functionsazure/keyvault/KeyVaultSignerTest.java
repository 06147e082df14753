package dev.landfall.functionsazure.keyvault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
    void aCertificateOfAnotherKeyIsFoundAtTheFirstSignature() {
        var signer = signer(VAULT.keyId(), EcKeys.generate().jwk());

        assertEquals(ErrorKind.INTERNAL, kind(() -> signer.sign(new byte[] {1})));
        assertEquals(ErrorKind.INTERNAL, kind(() -> signer.sign(new byte[] {1})));
    }

    @Test
    void aCertificateThatTheRootDidNotSignIsRefused() {
        var certificate = certificate(EcKeys.generate(), EcJwk.of(VAULT.publicKey()));
        var key = AzuriteStorage.clients().key(VAULT.keyId());

        assertThrows(
                LandfallException.class,
                () -> new KeyVaultSigner(key, certificate, ROOT.jwk().text()));
    }

    @Test
    void aVersionThatTheVaultDoesNotHaveIsSaid() {
        var other = URI.create(VAULT.keyId().toString().replace("0123", "9999"));

        assertEquals(
                ErrorKind.UNAVAILABLE,
                kind(() -> signer(other, EcJwk.of(VAULT.publicKey())).sign(new byte[] {1})));
    }

    private static ErrorKind kind(Runnable attempt) {
        return assertThrows(LandfallException.class, attempt::run).kind();
    }

    private static Signer signer(URI keyId, EcJwk certified) {
        return new KeyVaultSigner(
                AzuriteStorage.clients().key(keyId),
                certificate(ROOT, certified),
                ROOT.jwk().text());
    }

    private static String certificate(EcKeys root, EcJwk certified) {
        return KeyCertificate.issue(
                root, certified, Instant.now().minusSeconds(60), Instant.now().plusSeconds(3_600));
    }
}
