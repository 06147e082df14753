package dev.landfall.controlplane.state;

import dev.landfall.protocol.id.JobId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A state as it was written once.
 *
 * @param number counts writes from 1
 * @param serial Terraform's own
 * @param job that wrote it
 * @param object its name in the customer's store; null when the bytes are with the control plane
 */
public record StateVersion(
        long number,
        long serial,
        String sha256,
        int bytes,
        Instant at,
        JobId job,
        @Nullable String object) {}
