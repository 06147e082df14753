package dev.landfall.protocol.signature;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import java.time.Instant;

/**
 * The root's word that a key may sign for a purpose and a time. It travels as JWS of type {@value #TYPE} signed by the
 * root.
 *
 * @param kid thumbprint of the certified key
 * @param jwk the certified key
 * @param notBefore first moment at which it holds
 * @param notAfter first moment at which it no longer holds
 * @param purpose {@value #JOB_SIGNING}
 */
public record KeyCertificate(String kid, EcJwk jwk, Instant notBefore, Instant notAfter, String purpose) {

    /** The header's {@code typ}. */
    public static final String TYPE = "landfall-key-certificate";

    /** The purpose of keys that sign job specs. */
    public static final String JOB_SIGNING = "job-signing";

    public KeyCertificate {
        if (kid == null || jwk == null || notBefore == null || notAfter == null || purpose == null) {
            throw LandfallException.invalid("A key certificate has kid, jwk, notBefore, notAfter and purpose.");
        }
        if (!kid.equals(jwk.thumbprint())) {
            throw LandfallException.invalid("The certificate's kid is not the thumbprint of its key.");
        }
    }

    /** Certifies a key for job signing. */
    public static String issue(EcKeys root, EcJwk key, Instant notBefore, Instant notAfter) {
        var certificate = new KeyCertificate(key.thumbprint(), key, notBefore, notAfter, JOB_SIGNING);
        return Jws.sign(root, TYPE, Json.write(certificate));
    }

    /**
     * Reads one that the root signed. Whether it holds now, and for what, is the caller's to ask.
     *
     * @param text JWS compact
     */
    public static Verified<KeyCertificate> open(String text, EcJwk root) {
        return SpecVerifier.opened(text, root, TYPE, KeyCertificate.class);
    }

    /** Whether it holds at a moment. */
    public boolean holdsAt(Instant now) {
        return !now.isBefore(notBefore) && now.isBefore(notAfter);
    }
}
