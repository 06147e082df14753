package dev.landfall.formats.appconfig;

import dev.landfall.formats.problem.Location;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule that plans, manifests or images must pass ({@code policies}).
 *
 * @param type what it looks at, as written: a type of component, {@code sandbox}, {@code kubernetes_cluster} or {@code action}
 * @param components names that it is for; {@code *} = every one of its type; empty = as well
 * @param contents Rego or YAML
 */
public record Policy(
        String type, Engine engine, @Nullable String name, List<String> components, ConfigValue contents, Location at) {

    public Policy {
        components = List.copyOf(components);
    }

    /** What evaluates it. Written in lower case. */
    public enum Engine {
        /** Rego, with {@code deny} and {@code warn}. */
        OPA,
        /** A Kyverno policy in YAML. */
        KYVERNO
    }
}
