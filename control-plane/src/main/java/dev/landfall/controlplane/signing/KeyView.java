package dev.landfall.controlplane.signing;

import dev.landfall.controlplane.audit.Actor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A signing key as it is shown.
 *
 * @param key as its store names it
 * @param kid thumbprint of the certified key; absent when the certificate cannot be read
 * @param addedAt absent for the key that the host was set up with
 * @param problem why it is not used
 */
record KeyView(
        String key,
        @Nullable String kid,
        State state,
        @Nullable Instant notBefore,
        @Nullable Instant notAfter,
        @Nullable Instant addedAt,
        @Nullable Actor addedBy,
        @Nullable String problem) {

    /** Where a key stands. */
    enum State {
        /** Signs the jobs that are claimed now. */
        SIGNING,
        /** Its certificate begins later. */
        NEXT,
        /** Signs no more; what it signed is accepted until its certificate ends. */
        PREVIOUS,
        /** Its certificate has ended. */
        EXPIRED,
        /** Its certificate cannot be used. */
        UNUSABLE
    }
}
