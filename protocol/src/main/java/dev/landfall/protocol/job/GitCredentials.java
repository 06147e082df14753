package dev.landfall.protocol.job;

/**
 * How the runner logs in to a git server. The value itself comes from the secret store.
 *
 * @param type how the value is used
 * @param secret where the value is
 */
public record GitCredentials(Type type, SecretRef secret) {

    /** The ways to log in. */
    public enum Type {
        /** An access token, sent as the password of {@code x-access-token} over HTTPS. */
        TOKEN,
        /** A private key in OpenSSH or PEM form, for SSH addresses. */
        SSH_KEY
    }
}
