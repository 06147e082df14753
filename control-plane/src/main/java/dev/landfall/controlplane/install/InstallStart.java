package dev.landfall.controlplane.install;

import dev.landfall.protocol.identity.JobOperation;
import dev.landfall.protocol.json.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a workflow of an install was started with: its params.
 *
 * @param configVersion pinned when it started
 * @param parts whose state its templates may read
 * @param trigger of an action run: {@code manual}, {@code cron}; empty for others
 * @param env further environment of an action run
 * @param operation that somebody asked for by name; null = as the rules choose
 */
record InstallStart(
        int configVersion,
        List<Part> parts,
        String trigger,
        Map<String, String> env,
        @Nullable JobOperation operation) {

    InstallStart {
        parts = List.copyOf(parts);
        env = env == null ? Map.of() : Map.copyOf(env);
    }

    JsonNode params() {
        return Json.mapper().valueToTree(this);
    }

    static InstallStart of(JsonNode params) {
        return Json.mapper().treeToValue(params, InstallStart.class);
    }
}
