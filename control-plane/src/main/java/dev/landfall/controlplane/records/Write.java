package dev.landfall.controlplane.records;

import dev.landfall.protocol.error.LandfallException;
import java.nio.charset.StandardCharsets;

/** One document's part in a batch. */
public sealed interface Write {

    /** Largest body in bytes of UTF-8 (Azure Table's property limit). */
    int MAX_BODY_BYTES = 64 * 1024;

    String sort();

    Precondition precondition();

    /** Creates or replaces. */
    record Put(String sort, String body, Precondition precondition) implements Write {

        public Put {
            RecordKey.require(sort, "sort");
            if (body.length() > MAX_BODY_BYTES || body.getBytes(StandardCharsets.UTF_8).length > MAX_BODY_BYTES) {
                throw LandfallException.limit("The record '" + sort + "' is larger than " + MAX_BODY_BYTES
                        + " bytes; keep what is big in a blob.");
            }
        }
    }

    /** Removes; with {@link Precondition.None} an absent document is no error. {@code Absent} is refused. */
    record Delete(String sort, Precondition precondition) implements Write {

        public Delete {
            RecordKey.require(sort, "sort");
            if (precondition instanceof Precondition.Absent) {
                throw LandfallException.invalid(
                        "The batch deletes '" + sort + "' only if it is absent, which does nothing.");
            }
        }
    }
}
