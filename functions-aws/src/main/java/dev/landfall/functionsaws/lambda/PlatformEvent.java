package dev.landfall.functionsaws.lambda;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import java.io.IOException;
import java.io.InputStream;
import tools.jackson.databind.JsonNode;

/** What the platform hands to a function: one JSON object. */
final class PlatformEvent {

    /** Lambda's limit of a synchronous request and of its reply: 6 MB. */
    static final int MAX_BYTES = 6 * 1024 * 1024;

    private PlatformEvent() {}

    /**
     * @throws LandfallException LIMIT when it is bigger than Lambda allows, INVALID when it is no JSON object
     */
    static JsonNode read(InputStream input) throws IOException {
        var bytes = input.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw LandfallException.limit(
                    "A request has at most " + MAX_BYTES
                            + " bytes here, headers included; bytes that are no text count for a third more. Send less at once.");
        }
        var event = Json.readTree(bytes);
        if (!event.isObject()) {
            throw LandfallException.invalid("The event is no JSON object, so no trigger of this function sent it.");
        }
        return event;
    }
}
