package dev.landfall.controlplane.webhook;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.landfall.protocol.id.WorkflowId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a delivery.
 *
 * @param delivery its id
 * @param reason why it starts nothing; null when it does
 * @param workflow that it started; null when it did not
 */
record Receipt(
        Status status,
        String delivery,
        @Nullable String reason,
        @Nullable WorkflowId workflow) {

    /** What became of it. */
    enum Status {
        ACCEPTED,
        IGNORED,
        REJECTED,
        /** It was here before. */
        DUPLICATE;

        @JsonValue
        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
