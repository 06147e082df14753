package dev.landfall.runner.aws;

/** Where the runner's own credentials come from. Thread-safe. */
@FunctionalInterface
public interface CredentialSource {

    /**
     * Credentials that are valid for some minutes yet.
     *
     * @throws dev.landfall.protocol.error.LandfallException NOT_FOUND when this place has none, UNAVAILABLE when it does not
     *     answer, FORBIDDEN when it refuses
     */
    AwsCredentials credentials();
}
