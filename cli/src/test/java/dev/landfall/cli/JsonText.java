package dev.landfall.cli;

import dev.landfall.protocol.json.Json;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/** JSON in tests, with single quotes for double ones where that reads better. */
final class JsonText {

    private JsonText() {}

    static JsonNode tree(String json) {
        return Json.readTree(json.strip().replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
