package dev.landfall.controlplane.webhook;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.landfall.protocol.id.WorkflowId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as it is kept in the project's partition under {@code delivery.<id>}.
 *
 * @param id the sender's, such as {@code X-GitHub-Delivery}
 * @param reason why it started nothing; null when it did
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

    /** Start of the sort keys that give deliveries their order, the newest first. */
    static final String ORDER_PREFIX = "deliveryorder.";

    private static final long END_OF_TIME_MILLIS = 9_999_999_999_999L;

    /** What became of it. */
    enum Status {
        ACCEPTED,
        IGNORED,
        REJECTED;

        @JsonValue
        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Puts a delivery into the order of the list. */
    record Order(String delivery, Instant receivedAt) {}

    static String sort(String id) {
        return SORT_PREFIX + id;
    }

    String orderSort() {
        long left = END_OF_TIME_MILLIS - receivedAt.toEpochMilli();
        return ORDER_PREFIX + String.format(Locale.ROOT, "%013d", left) + "." + id;
    }

    Delivery accepted(WorkflowId started) {
        return new Delivery(
                id, event, contentType, receivedAt, Status.ACCEPTED, null, started, redeliveries, body, blob);
    }

    Delivery redelivered(Status as, @Nullable String why, @Nullable WorkflowId started) {
        return new Delivery(id, event, contentType, receivedAt, as, why, started, redeliveries + 1, body, blob);
    }
}
