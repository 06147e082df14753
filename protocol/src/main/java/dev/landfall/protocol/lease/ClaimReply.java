package dev.landfall.protocol.lease;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The attempt is this runner's.
 *
 * @param lease what it holds
 * @param signedSpec JWS compact (RFC 7515) whose payload is a {@link dev.landfall.protocol.job.JobSpec}
 * @param certificate JWS compact in which the root key certifies the key that signed the spec
 * @param serverTime the control plane's clock; absent from one that is a version older
 */
public record ClaimReply(
        Lease lease,
        String signedSpec,
        String certificate,
        @Nullable Instant serverTime) {}
