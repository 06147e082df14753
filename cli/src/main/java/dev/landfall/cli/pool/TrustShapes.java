package dev.landfall.cli.pool;

import dev.landfall.protocol.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the API is told about an identity to trust. */
final class TrustShapes {

    private TrustShapes() {}

    static ObjectNode of(String type) {
        return Json.mapper().createObjectNode().put("type", type);
    }

    /** The account is the fifth part of a role's ARN. */
    static JsonNode aws(String roleArn) {
        var parts = roleArn.split(":", -1);
        return of("aws").put("account", parts.length > 4 ? parts[4] : "").put("roleArn", roleArn);
    }
}
