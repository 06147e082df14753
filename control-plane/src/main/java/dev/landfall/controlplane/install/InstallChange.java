package dev.landfall.controlplane.install;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A request to change an install; what it leaves out stays.
 *
 * @param inputs merged over the ones that are there; null takes a value back to its default
 * @param configVersion of the app; null = the one that is pinned
 */
public record InstallChange(
        @Nullable Map<String, JsonNode> inputs,
        @Nullable ApprovalOption approval,
        @Nullable Integer configVersion) {}
