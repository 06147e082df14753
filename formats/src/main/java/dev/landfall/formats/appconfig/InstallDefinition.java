package dev.landfall.formats.appconfig;

import dev.landfall.formats.problem.Location;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An install as code ({@code installs/*.toml}).
 *
 * @param account where it is installed; null = not said
 * @param componentToggles components that it has or does without, by name
 * @param inputs values given, each checked against its input's type; defaults are not filled in
 */
public record InstallDefinition(
        String name,
        Approval approval,
        SortedMap<String, String> labels,
        SortedMap<String, JsonNode> inputs,
        @Nullable Account account,
        SortedMap<String, Boolean> componentToggles,
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
        componentToggles = ConfigValue.sorted(componentToggles == null ? Map.of() : componentToggles);
    }

    /**
     * The customer's account.
     *
     * @param region of AWS or GCP, or location of Azure; null = not said
     * @param id of the account, subscription or project; null = any
     */
    public record Account(
            Cloud cloud, @Nullable String region, @Nullable String id) {}
}
