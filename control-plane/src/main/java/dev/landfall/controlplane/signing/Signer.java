package dev.landfall.controlplane.signing;

/**
 * Signs with a key that never leaves its store. The key is EC P-256 and certified by the offline root.
 *
 * <p>Implementations are thread-safe; a key store that cannot be reached throws UNAVAILABLE.
 */
public interface Signer {

    /**
     * @param payload the bytes of a job spec
     * @return JWS compact serialisation (RFC 7515) with {@code alg} ES256 and the key's {@code kid}
     */
    String sign(byte[] payload);

    /** JWS compact in which the root certifies the current signing key. */
    String certificate();

    /** The root's public key to pin: JWK (RFC 7517) as JSON text. */
    String rootKey();
}
