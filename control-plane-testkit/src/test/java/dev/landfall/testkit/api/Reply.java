package dev.landfall.testkit.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.landfall.controlplane.http.ApiResponse;
import dev.landfall.protocol.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** A reply, with its body as a tree where it has one. */
record Reply(ApiResponse response) {

    int status() {
        return response.status();
    }

    JsonNode json() {
        return response.body().length == 0 ? MissingNode.getInstance() : Json.readTree(response.body());
    }

    /** The text at a path such as {@code /workflow/id}. */
    String text(String pointer) {
        return json().at(pointer).asString("");
    }

    Reply expect(int status) {
        assertEquals(status, response.status(), response.bodyText());
        return this;
    }

    Reply says(String part) {
        assertEquals(true, response.bodyText().contains(part), "'" + part + "' is not in " + response.bodyText());
        return this;
    }
}
