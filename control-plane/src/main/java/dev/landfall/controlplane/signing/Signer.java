package dev.landfall.controlplane.signing;

import java.util.Optional;

/**
 * Signs with keys that never leave their store. Keys are EC P-256 and certified by the offline root; which one signs is
 * {@link KeyRing}'s to choose.
 *
 * <p>Implementations are thread-safe and call nobody before their first use; a key store that cannot be reached throws
 * UNAVAILABLE.
 */
public interface Signer {

    /**
     * @param key as the store names it: the same text as in a {@link CertifiedKey}
     * @param input what is signed, not yet digested
     * @return SHA256withECDSA as 64 bytes, r then s (RFC 7518 section 3.4)
     * @throws dev.landfall.protocol.error.LandfallException INVALID when the text names no key of this store, UNAVAILABLE
     *     when the store does not have it or does not let us sign with it
     */
    byte[] sign(String key, byte[] input);

    /** The key that the host was set up with, and its certificate as it stands now. */
    CertifiedKey configured();

    /**
     * Makes a new key and certifies it, where the root is at hand; from then on it is the {@link #configured()} one. Empty
     * where the root is kept offline, as it is in every cloud.
     */
    Optional<CertifiedKey> renew();

    /** The root's public key to pin: JWK (RFC 7517) as JSON text. */
    String rootKey();
}
