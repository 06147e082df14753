package dev.landfall.protocol.runner;

/**
 * Turns a one-time enrolment token into a registered runner.
 *
 * @param enrolmentToken as {@code landfall pool create} printed it
 * @param name for people
 * @param publicKey the runner's own key: JWK (RFC 7517) of an EC P-256 public key, as JSON text. The private half never
 *     leaves the machine
 */
public record RegisterRequest(String enrolmentToken, String name, String publicKey) {

    @Override
    public String toString() {
        return "RegisterRequest[" + name + "]";
    }
}
