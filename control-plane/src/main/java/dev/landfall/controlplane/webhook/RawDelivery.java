package dev.landfall.controlplane.webhook;

import dev.landfall.protocol.error.LandfallException;
import java.util.regex.Pattern;

/**
 * A delivery as it arrived, its signature checked.
 *
 * @param id the sender's
 * @param event the sender's word for it
 */
@SuppressWarnings("ArrayRecordComponent")
record RawDelivery(String id, String event, String contentType, byte[] body) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    private static final Pattern EVENT = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    RawDelivery {
        if (!ID.matcher(id).matches()) {
            throw LandfallException.invalid(
                    "X-GitHub-Delivery is missing or not 1 to 100 letters, digits, '.', '_' and '-'.");
        }
        if (!EVENT.matcher(event).matches()) {
            throw LandfallException.invalid("X-GitHub-Event is missing or not the name of an event.");
        }
    }

    @Override
    public String toString() {
        return event + " " + id;
    }
}
