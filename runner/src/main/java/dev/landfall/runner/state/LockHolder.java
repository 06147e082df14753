package dev.landfall.runner.state;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import tools.jackson.databind.JsonNode;

/** Says who holds a lock. Terraform itself shows the holder's lock id and its own particulars. */
final class LockHolder {

    private LockHolder() {}

    /** @param info the holder's lock info as Terraform wrote it; other bytes give a sentence without particulars */
    static String sentence(byte[] info) {
        try {
            return sentence(Json.readTree(info));
        } catch (LandfallException e) {
            return "The state is locked by another run.";
        }
    }

    private static String sentence(JsonNode info) {
        return "The state is locked by " + info.path("Who").asString("another run") + " ("
                + info.path("Operation").asString("unknown operation") + ", since "
                + info.path("Created").asString("an unknown time") + ", lock id "
                + info.path("ID").asString("unknown") + ").";
    }
}
