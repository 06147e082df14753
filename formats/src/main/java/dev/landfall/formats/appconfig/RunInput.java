package dev.landfall.formats.appconfig;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A value that whoever starts an action or a runbook gives.
 *
 * @param defaultValue of the input's type; null when there is none
 */
public record RunInput(
        String name,
        InputType type,
        @Nullable String displayName,
        @Nullable String description,
        boolean required,
        boolean sensitive,
        @Nullable JsonNode defaultValue) {

    public RunInput {
        // A JSON reader gives an absent tree as a null node.
        defaultValue = defaultValue != null && defaultValue.isNull() ? null : defaultValue;
    }
}
