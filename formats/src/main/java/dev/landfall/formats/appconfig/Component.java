package dev.landfall.formats.appconfig;

import dev.landfall.formats.problem.Location;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A part of the app that is deployed by itself: a Terraform module.
 *
 * @param varName the name that templates may use instead of {@code name}; null when none is given
 * @param dependsOn names of components that must be deployed before, written down or found in templates
 * @param labels descriptive
 * @param terraformVersion null = whatever the runner has
 * @param vars Terraform variables, typed as written
 * @param env environment of Terraform, text
 * @param varFiles in order, weaker than {@code vars}
 * @param deployTimeout null = the control plane's default
 * @param maxAutoRetries null = the control plane's default; 0 = none
 * @param checksum lower-case hex SHA-256: changes exactly when something that decides its plan changes in the config
 */
public record Component(
        String name,
        @Nullable String varName,
        SortedSet<String> dependsOn,
        SortedMap<String, String> labels,
        @Nullable String terraformVersion,
        ModuleSource source,
        SortedMap<String, ConfigValue> vars,
        SortedMap<String, ConfigValue> env,
        List<VarFile> varFiles,
        @Nullable Duration deployTimeout,
        @Nullable Integer maxAutoRetries,
        String checksum,
        Location at) {

    /** The one type of this version, as written in a config. */
    public static final String TYPE = "terraform_module";

    public Component {
        dependsOn = Collections.unmodifiableSortedSet(new TreeSet<>(dependsOn));
        labels = ConfigValue.sorted(labels);
        vars = ConfigValue.sorted(vars);
        env = ConfigValue.sorted(env);
        varFiles = List.copyOf(varFiles);
    }

    Component withDependsOn(SortedSet<String> names) {
        return new Component(
                name,
                varName,
                names,
                labels,
                terraformVersion,
                source,
                vars,
                env,
                varFiles,
                deployTimeout,
                maxAutoRetries,
                checksum,
                at);
    }
}
