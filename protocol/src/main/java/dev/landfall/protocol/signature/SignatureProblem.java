package dev.landfall.protocol.signature;

/** Why something signed is not accepted. */
public enum SignatureProblem {
    /** It is not a compact JWS as Landfall writes them. */
    MALFORMED,
    /** Its signature holds, and its payload is nothing that this version understands. */
    UNREADABLE,
    /** Its header names another algorithm than ES256. */
    ALGORITHM_NOT_ACCEPTED,
    /** The key that signed the spec is not the one that the certificate names. */
    UNKNOWN_KEY,
    /** The certificate was signed by another root than the pinned one. */
    WRONG_ROOT,
    /** The certificate does not yet hold by the verifier's clock. */
    CERTIFICATE_NOT_YET_VALID,
    /** The certificate no longer holds by the verifier's clock. */
    CERTIFICATE_EXPIRED,
    /** It was signed, but as something else. */
    WRONG_PURPOSE,
    /** The bytes are not the ones that the key signed. */
    BAD_SIGNATURE,
    /** The spec was issued in the future by the verifier's clock. */
    SPEC_NOT_YET_VALID,
    /** The spec is past its end by the verifier's clock. */
    SPEC_EXPIRED,
    /** The spec is for another job than the expected one. */
    WRONG_JOB,
    /** The spec is for another attempt than the expected one. */
    WRONG_ATTEMPT,
    /** The spec is for another pool than the expected one. */
    WRONG_POOL
}
