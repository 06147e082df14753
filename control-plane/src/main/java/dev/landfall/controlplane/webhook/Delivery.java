package dev.landfall.controlplane.webhook;

import dev.landfall.protocol.id.WorkflowId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as it is kept in the project's partition under {@code delivery.<id>}.
 *
 * @param id the sender's, such as {@code X-GitHub-Delivery}
 * @param reason why it was ignored or rejected; null when it was accepted
 * @param body raw bytes, where they are few; null when they are in the blob
 * @param blob key of the raw bytes; null when they are here
 */
@SuppressWarnings("ArrayRecordComponent")
record Delivery(
        String id,
        String event,
        String contentType,
        Instant receivedAt,
        Status status,
        @Nullable String reason,
        @Nullable WorkflowId workflow,
        int redeliveries,
        byte @Nullable [] body,
        @Nullable String blob) {

    static final String SORT_PREFIX = "delivery.";

    /** What became of it. */
    enum Status {
        ACCEPTED,
        IGNORED,
        REJECTED
    }

    static String sort(String id) {
        return SORT_PREFIX + id;
    }
}
