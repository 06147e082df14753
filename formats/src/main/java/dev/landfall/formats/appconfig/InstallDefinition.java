package dev.landfall.formats.appconfig;

import dev.landfall.formats.problem.Location;
import java.util.SortedMap;
import tools.jackson.databind.JsonNode;

/**
 * An install as code ({@code installs/*.toml}).
 *
 * @param inputs values given, each checked against its input's type; defaults are not filled in
 */
public record InstallDefinition(
        String name,
        Approval approval,
        SortedMap<String, String> labels,
        SortedMap<String, JsonNode> inputs,
        Location at) {

    /** What happens with a plan that has changes. */
    public enum Approval {
        /** Somebody must say yes. */
        PROMPT,
        /** It is applied at once. */
        APPROVE_ALL
    }

    public InstallDefinition {
        labels = ConfigValue.sorted(labels);
        inputs = ConfigValue.sorted(inputs);
    }
}
