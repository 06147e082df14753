package dev.landfall.formats.appconfig;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Under which identity and in which surroundings an action runs.
 *
 * @param role name of a role, a template; null = by the app's rules
 * @param breakGlassRole for runs by hand while the customer has it switched on; null = none
 * @param enableKubeConfig its steps want access to the install's cluster
 * @param kubernetesContext name of a cluster; null = the sandbox's
 * @param image container image for its steps; null = the runner's machine
 * @param label by which several actions are shown together; null = none
 * @param inputs that whoever starts it gives
 * @param dependsOn names of components that must be there
 */
public record ActionSettings(
        @Nullable ConfigValue role,
        @Nullable ConfigValue breakGlassRole,
        boolean enableKubeConfig,
        @Nullable String kubernetesContext,
        @Nullable ConfigValue image,
        @Nullable String label,
        List<RunInput> inputs,
        SortedSet<String> dependsOn) {

    public ActionSettings {
        inputs = List.copyOf(inputs);
        dependsOn = Collections.unmodifiableSortedSet(new TreeSet<>(dependsOn));
    }

    List<ConfigValue> templates() {
        return Stream.of(role, breakGlassRole, image).filter(Objects::nonNull).toList();
    }
}
