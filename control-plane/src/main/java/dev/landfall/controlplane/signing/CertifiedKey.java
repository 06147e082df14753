package dev.landfall.controlplane.signing;

import dev.landfall.protocol.error.LandfallException;

/**
 * A key of a key store, and what the root says of it.
 *
 * @param key as its store names it: id or ARN in KMS, address of one version in Key Vault; at most
 *     {@value #MAX_KEY_LENGTH} printable characters
 * @param certificate JWS of a {@link dev.landfall.protocol.signature.KeyCertificate}; nothing of it is checked here
 */
public record CertifiedKey(String key, String certificate) {

    /** Longest name of a key. */
    public static final int MAX_KEY_LENGTH = 2048;

    /** Longest certificate, in characters; they have some 600. */
    public static final int MAX_CERTIFICATE_LENGTH = 4096;

    public CertifiedKey {
        if (key == null
                || key.isEmpty()
                || key.length() > MAX_KEY_LENGTH
                || key.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw LandfallException.invalid(
                    "A signing key is named as its store names it: 1 to " + MAX_KEY_LENGTH + " printable characters.");
        }
        if (certificate == null || certificate.length() > MAX_CERTIFICATE_LENGTH) {
            throw LandfallException.invalid(
                    "A signing key comes with its certificate, at most " + MAX_CERTIFICATE_LENGTH + " characters.");
        }
    }
}
