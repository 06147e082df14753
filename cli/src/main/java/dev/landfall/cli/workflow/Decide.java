package dev.landfall.cli.workflow;

import dev.landfall.cli.api.ApiClient;
import dev.landfall.cli.api.ApiPath;
import dev.landfall.protocol.json.Json;
import tools.jackson.databind.JsonNode;

/** Says yes to a step of a workflow, naming the digest that was shown. */
final class Decide {

    private Decide() {}

    static JsonNode approve(ApiClient api, String workflow, String step, String digest) {
        var body = Json.mapper().createObjectNode().put("step", step);
        if (!digest.isEmpty()) {
            body.put("digest", digest);
        }
        return api.post(ApiPath.of("/v1/workflows/{}/approve", workflow), body);
    }
}
