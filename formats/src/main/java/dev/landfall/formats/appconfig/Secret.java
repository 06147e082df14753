package dev.landfall.formats.appconfig;

import dev.landfall.formats.problem.Location;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A secret that lives in the customer's secret store and that the install stack creates there ({@code secrets}). At most one of
 * {@code required}, {@code autoGenerate} and {@code defaultValue} is set; with none of them the customer may leave it empty.
 *
 * @param group null when it stands in none
 * @param required the customer must give a value
 * @param autoGenerate the stack makes a random value
 * @param defaultValue what it holds when the customer gives nothing; stands in clear in the config; null = none
 * @param format of the value that the customer gives
 * @param userConfigurable false = the customer is not asked for it
 * @param kubernetesTargets where it is copied to in the install's cluster; empty = nowhere
 */
public record Secret(
        String name,
        @Nullable String group,
        @Nullable ConfigValue displayName,
        @Nullable ConfigValue description,
        boolean required,
        boolean autoGenerate,
        @Nullable ConfigValue defaultValue,
        Format format,
        boolean userConfigurable,
        List<KubernetesTarget> kubernetesTargets,
        Location at) {

    public Secret {
        kubernetesTargets = List.copyOf(kubernetesTargets);
    }

    /** How the customer's value is written. */
    public enum Format {
        /** As it is. */
        TEXT,
        /** In base64; decoded before it is used. */
        BASE64
    }

    /**
     * A Kubernetes secret that holds the value.
     *
     * @param namespaces at least one
     * @param key null = the default of whoever copies it
     */
    public record KubernetesTarget(
            List<ConfigValue> namespaces,
            ConfigValue name,
            @Nullable ConfigValue key) {

        public KubernetesTarget {
            namespaces = List.copyOf(namespaces);
        }

        List<ConfigValue> templates() {
            return Stream.concat(namespaces.stream(), Stream.of(name, key).filter(Objects::nonNull))
                    .toList();
        }
    }

    /** Templates that are rendered into the install stack. */
    List<ConfigValue> stackTemplates() {
        return Stream.of(displayName, description, defaultValue)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Templates that are rendered when the sandbox is there. */
    List<ConfigValue> targetTemplates() {
        return kubernetesTargets.stream()
                .flatMap(target -> target.templates().stream())
                .toList();
    }
}
