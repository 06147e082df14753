package dev.landfall.functionsazure.keyvault;

import com.azure.security.keyvault.keys.cryptography.CryptographyClient;
import com.azure.security.keyvault.keys.cryptography.models.SignatureAlgorithm;
import dev.landfall.controlplane.signing.Signer;
import dev.landfall.functionsazure.failure.AzureCall;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.signature.EcJwk;
import dev.landfall.protocol.signature.Jws;
import dev.landfall.protocol.signature.KeyCertificate;
import dev.landfall.protocol.signature.SpecVerifier;
import dev.landfall.protocol.signature.Verified;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * {@link Signer} with a P-256 key of Key Vault, which signs there and never leaves it. The certificate and the root's public
 * key are configuration. The first signature is checked against the certificate, so that a certificate of another key
 * version is found before a runner sees it. Thread-safe.
 */
public final class KeyVaultSigner implements Signer {

    private final CryptographyClient key;
    private final EcJwk root;
    private final String certificate;
    private final EcJwk certified;
    private final AtomicBoolean checked = new AtomicBoolean();

    /**
     * @param key one version of a key of type EC (or EC-HSM), curve P-256
     * @param certificate JWS in which the root certifies that version's public key
     * @param rootKey JWK of the root's public key
     * @throws LandfallException INVALID when the root did not sign the certificate; its dates are the runner's to check
     */
    public KeyVaultSigner(CryptographyClient key, String certificate, String rootKey) {
        this.key = key;
        this.root = EcJwk.read(rootKey);
        this.certificate = certificate;
        this.certified = opened(certificate, root).jwk();
    }

    @Override
    public String sign(byte[] payload) {
        var signed = Jws.sign(certified.thumbprint(), SpecVerifier.TYPE, payload, this::signThere);
        if (!checked.get()) {
            requireCertified(signed);
            checked.set(true);
        }
        return signed;
    }

    @Override
    public String certificate() {
        return certificate;
    }

    @Override
    public String rootKey() {
        return root.text();
    }

    private byte[] signThere(byte[] input) {
        var digest = sha256(input);
        return AzureCall.answer(
                "sign with the key vault's key",
                () -> key.sign(SignatureAlgorithm.ES256, digest).getSignature());
    }

    private void requireCertified(String signed) {
        if (!(Jws.parse(signed).orThrow().open(certified, SpecVerifier.TYPE) instanceof Verified.Accepted<byte[]>)) {
            throw LandfallException.internal(
                    "The signing certificate is not of the key version that signs; certify the version that the"
                            + " settings name.",
                    null);
        }
    }

    private static KeyCertificate opened(String certificate, EcJwk root) {
        var payload =
                Jws.parse(certificate).orThrow().open(root, KeyCertificate.TYPE).orThrow();
        return Json.read(payload, KeyCertificate.class);
    }

    private static byte[] sha256(byte[] input) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(input);
        } catch (NoSuchAlgorithmException e) {
            throw LandfallException.internal("This Java runtime has no SHA-256.", e);
        }
    }
}
