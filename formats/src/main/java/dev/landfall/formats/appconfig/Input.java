package dev.landfall.formats.appconfig;

import dev.landfall.formats.problem.Location;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A value that each install of the app gives.
 *
 * @param group null when it stands in none
 * @param defaultValue of the input's type; null when there is none
 * @param sensitive its value is a secret: kept as a reference, masked in logs
 * @param internal not shown to customers
 * @param userConfigurable the customer gives it, as a parameter of the install stack
 */
public record Input(
        String name,
        InputType type,
        @Nullable String group,
        @Nullable String displayName,
        @Nullable String description,
        boolean required,
        boolean sensitive,
        boolean internal,
        boolean userConfigurable,
        @Nullable JsonNode defaultValue,
        Location at) {

    public Input {
        // A JSON reader gives an absent tree as a null node.
        defaultValue = defaultValue != null && defaultValue.isNull() ? null : defaultValue;
    }
}
