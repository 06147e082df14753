package dev.landfall.integration.lambda;

import dev.landfall.protocol.json.Json;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/**
 * What DynamoDB bills for a write: a unit for each KiB of an item that was begun, and two in a transaction ("DynamoDB on-demand
 * capacity mode"). An item is as big as its names and values are in UTF-8. A deletion counts as that of a small item.
 */
final class WriteUnits {

    private static final int UNIT_BYTES = 1024;
    private static final int ROUGH_NUMBER_BYTES = 8;

    private WriteUnits() {}

    static int of(String operation, byte[] body) {
        return switch (operation) {
            case "TransactWriteItems" -> transaction(Json.readTree(body));
            case "PutItem" -> units(Json.readTree(body).path("Item"));
            case "DeleteItem", "UpdateItem" -> 1;
            default -> 0;
        };
    }

    private static int transaction(JsonNode request) {
        int units = 0;
        for (var item : request.path("TransactItems")) {
            units += 2 * units(item.path("Put").path("Item"));
        }
        return units;
    }

    private static int units(JsonNode item) {
        int bytes = 0;
        for (var attribute : item.properties()) {
            bytes += utf8(attribute.getKey()) + bytes(attribute.getValue());
        }
        return Math.max(1, (bytes + UNIT_BYTES - 1) / UNIT_BYTES);
    }

    private static int bytes(JsonNode value) {
        if (value.has("B")) {
            return value.path("B").binaryValue().length;
        }
        return value.has("S") ? utf8(value.path("S").asString()) : ROUGH_NUMBER_BYTES;
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
