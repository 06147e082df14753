package dev.landfall.protocol.job;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A typed output.
 *
 * @param type Terraform's type as JSON ({@code "string"}, {@code ["list","string"]}); null where the source has none
 * @param value the value; null when {@code secret} is set
 * @param secret where the runner put a sensitive value; null when it is not sensitive
 */
public record OutputValue(
        @Nullable JsonNode type,
        @Nullable JsonNode value,
        @Nullable SecretRef secret) {

    public boolean sensitive() {
        return secret != null;
    }
}
