package dev.landfall.protocol.runner;

import dev.landfall.protocol.id.PoolId;
import org.jspecify.annotations.Nullable;

/**
 * Makes a registered runner of either a one-time enrolment token or an identity that the pool trusts.
 *
 * @param enrolmentToken as {@code landfall pool create} printed it; null with an identity
 * @param name for people
 * @param publicKey the runner's own key: JWK (RFC 7517) of an EC P-256 public key, as JSON text. The private half never
 *     leaves the machine
 * @param pool to join; null with an enrolment token, which names its pool
 * @param identity null with an enrolment token
 */
public record RegisterRequest(
        @Nullable String enrolmentToken,
        String name,
        String publicKey,
        @Nullable PoolId pool,
        @Nullable ShownIdentity identity) {

    /** With an enrolment token. */
    public RegisterRequest(String enrolmentToken, String name, String publicKey) {
        this(enrolmentToken, name, publicKey, null, null);
    }

    @Override
    public String toString() {
        return "RegisterRequest[" + name + "]";
    }
}
