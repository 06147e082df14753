package dev.landfall.controlplane.signing;

/**
 * What a runner needs to believe a job spec. The two travel together: a key that is replaced in between does no harm.
 *
 * @param text JWS compact serialisation (RFC 7515) with {@code alg} ES256 and the key's {@code kid}
 * @param certificate JWS in which the root certifies that key
 */
public record SignedSpec(String text, String certificate) {}
