package dev.landfall.controlplane.project;

import dev.landfall.protocol.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a CI workflow was started for: its params.
 *
 * @param event generic name; {@code manual} for a job that somebody asked for
 * @param branch branch or tag name; null without a source
 * @param commit commit id, or what git resolves to one; null without a source
 * @param changedPaths null when unknown
 */
public record CiStart(
        String event,
        @Nullable String branch,
        @Nullable String commit,
        @Nullable List<String> changedPaths) {

    public CiStart {
        changedPaths = changedPaths == null ? null : List.copyOf(changedPaths);
    }

    public JsonNode params() {
        return Json.mapper().valueToTree(this);
    }

    static CiStart of(JsonNode params) {
        return Json.mapper().treeToValue(params, CiStart.class);
    }
}
