package dev.landfall.controlplane.install;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A request for an install.
 *
 * @param app id or name
 * @param inputs by name; an absent one has its default
 * @param approval null = {@code prompt}
 * @param pool id or name; null = the pool named {@code default}
 * @param account the AWS account or Azure subscription that the install's stack has to be in; null = to be named later
 */
public record NewInstall(
        @Nullable String app,
        @Nullable String name,
        @Nullable Map<String, JsonNode> inputs,
        @Nullable ApprovalOption approval,
        @Nullable String pool,
        @Nullable String account) {}
