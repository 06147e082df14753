package dev.landfall.formats.appconfig;

import dev.landfall.formats.problem.Location;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A part of the app that is deployed by itself.
 *
 * @param varName the name that templates may use instead of {@code name}; null when none is given
 * @param dependsOn names of components that must be deployed before, written down or found in templates
 * @param labels descriptive
 * @param spec what it is
 * @param checksum lower-case hex SHA-256: changes exactly when something that decides its plan changes in the config
 */
public record Component(
        String name,
        @Nullable String varName,
        SortedSet<String> dependsOn,
        SortedMap<String, String> labels,
        ComponentSpec spec,
        DeployOptions options,
        String checksum,
        Location at) {

    public Component {
        dependsOn = Collections.unmodifiableSortedSet(new TreeSet<>(dependsOn));
        labels = ConfigValue.sorted(labels);
    }

    List<ConfigValue> templates() {
        return Stream.concat(spec.templates().stream(), options.templates().stream())
                .toList();
    }

    Component withDependsOn(SortedSet<String> names) {
        return new Component(name, varName, names, labels, spec, options, checksum, at);
    }
}
