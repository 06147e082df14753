package dev.landfall.integration.cost;

import dev.landfall.controlplane.http.ApiRequest;
import dev.landfall.controlplane.http.Router;
import dev.landfall.protocol.json.Json;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The control plane's routes without a host before them. A request that is not served fails. */
record RoutedApi(Router router, String adminToken) {

    JsonNode post(String address, Object body) {
        return call("POST", address, adminToken, body);
    }

    JsonNode call(String method, String address, String token, Object body) {
        return send(
                method,
                address,
                token.isEmpty() ? Map.of() : Map.of("authorization", "Bearer " + token),
                Json.write(body));
    }

    JsonNode send(String method, String address, Map<String, String> headers, byte[] body) {
        var parts = address.split("\\?", 2);
        var reply = router.handle(ApiRequest.of(method, parts[0], parts.length == 1 ? "" : parts[1], headers, body));
        if (reply.status() >= 300) {
            throw new AssertionError(method + " " + address + ": " + reply.status() + " " + reply.bodyText());
        }
        return reply.body().length == 0 ? MissingNode.getInstance() : Json.readTree(reply.body());
    }
}
