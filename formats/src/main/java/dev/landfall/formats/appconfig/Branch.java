package dev.landfall.formats.appconfig;

import dev.landfall.formats.problem.Location;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A branch whose commits reach groups of installs one after the other ({@code branch.toml}, {@code branches/*.toml}).
 *
 * @param source null = where the config itself comes from
 * @param groups by {@code order}
 */
public record Branch(String name, @Nullable ModuleSource source, List<InstallGroup> groups, Location at) {

    public Branch {
        groups = List.copyOf(groups);
    }

    /**
     * Installs that get a commit together.
     *
     * @param order lower first
     * @param useForPreviews a change that is not merged yet is tried on them
     * @param labelSelector labels that an install of the group has
     */
    public record InstallGroup(
            String name, int order, boolean useForPreviews, SortedMap<String, String> labelSelector) {

        public InstallGroup {
            labelSelector = ConfigValue.sorted(labelSelector);
        }
    }
}
