package dev.landfall.controlplane.runners;

import dev.landfall.protocol.id.RunnerId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An enrolment token as it is kept.
 *
 * @param runner who it registered; null before
 * @param publicKey of that runner: the same one is answered again when its reply was lost
 */
record Enrolment(
        Instant expiresAt,
        @Nullable RunnerId runner,
        @Nullable String publicKey) {
    Enrolment usedBy(RunnerId by, String key) {
        return new Enrolment(expiresAt, by, key);
    }
}
