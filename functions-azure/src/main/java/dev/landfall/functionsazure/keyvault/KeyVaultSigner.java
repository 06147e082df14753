package dev.landfall.functionsazure.keyvault;

import com.azure.security.keyvault.keys.cryptography.CryptographyClient;
import com.azure.security.keyvault.keys.cryptography.models.SignatureAlgorithm;
import dev.landfall.controlplane.signing.CertifiedKey;
import dev.landfall.controlplane.signing.Signer;
import dev.landfall.functionsazure.failure.AzureCall;
import dev.landfall.protocol.digest.Sha256;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.signature.EcJwk;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * {@link Signer} with P-256 keys of Key Vault, which sign there and never leave it. A key is one version, named by its
 * address; only keys of the configured one's vault are used, since whoever is asked sees the control plane's token. The
 * configured certificate and the root's public key are settings. Thread-safe.
 */
public final class KeyVaultSigner implements Signer {

    /** A client is quickly made anew; more keys than that are not in use at once. */
    private static final int MAX_CLIENTS = 32;

    private static final Pattern KEY_VERSION = Pattern.compile("/keys/[0-9A-Za-z-]{1,127}/[0-9A-Za-z]{1,64}");

    private final Function<URI, CryptographyClient> clients;
    private final URI keyId;
    private final EcJwk root;
    private final String certificate;
    private final Map<String, CryptographyClient> used = new ConcurrentHashMap<>();

    /**
     * @param clients makes the client of a key version
     * @param keyId one version of a key of type EC (or EC-HSM), curve P-256
     * @param certificate JWS in which the root certifies that version's public key
     * @param rootKey JWK of the root's public key
     * @throws LandfallException INVALID when the root is no P-256 key
     */
    public KeyVaultSigner(Function<URI, CryptographyClient> clients, URI keyId, String certificate, String rootKey) {
        this.clients = clients;
        this.keyId = keyId;
        this.root = EcJwk.read(rootKey);
        this.certificate = certificate;
    }

    @Override
    public byte[] sign(String key, byte[] input) {
        if (used.size() >= MAX_CLIENTS) {
            used.clear();
        }
        var client = used.computeIfAbsent(key, name -> clients.apply(requireOurs(name)));
        var digest = Sha256.of(input);
        return AzureCall.answer(
                "sign with the key vault's key",
                () -> client.sign(SignatureAlgorithm.ES256, digest).getSignature());
    }

    @Override
    public CertifiedKey configured() {
        return new CertifiedKey(keyId.toString(), certificate);
    }

    /** Empty: Key Vault never holds the root. */
    @Override
    public Optional<CertifiedKey> renew() {
        return Optional.empty();
    }

    @Override
    public String rootKey() {
        return root.text();
    }

    private URI requireOurs(String key) {
        try {
            var address = URI.create(key);
            if ("https".equals(address.getScheme())
                    && String.valueOf(address.getRawAuthority()).equalsIgnoreCase(keyId.getRawAuthority())
                    && KEY_VERSION.matcher(address.getRawPath()).matches()
                    && address.getRawQuery() == null) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw notOurs(key);
        }
        throw notOurs(key);
    }

    private LandfallException notOurs(String key) {
        return LandfallException.invalid("'" + key + "' is no version of a key in this control plane's vault: https://"
                + keyId.getRawAuthority() + "/keys/<name>/<version>.");
    }
}
