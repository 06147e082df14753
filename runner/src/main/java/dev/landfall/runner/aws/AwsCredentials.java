package dev.landfall.runner.aws;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Credentials of AWS.
 *
 * @param secretAccessKey secret
 * @param sessionToken secret; null for a user's static key
 * @param expiresAt null when they do not
 */
public record AwsCredentials(
        String accessKeyId,
        String secretAccessKey,
        @Nullable String sessionToken,
        @Nullable Instant expiresAt) {

    public AwsCredentials {
        Objects.requireNonNull(accessKeyId, "accessKeyId");
        Objects.requireNonNull(secretAccessKey, "secretAccessKey");
    }

    /** Without any secret. */
    @Override
    public String toString() {
        return "AwsCredentials[" + accessKeyId + ", expires " + expiresAt + "]";
    }
}
