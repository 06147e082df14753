package dev.landfall.formats.appconfig;

import dev.landfall.formats.problem.Location;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The base infrastructure of an install, a Terraform module deployed before every component ({@code sandbox.toml}).
 *
 * @param terraformVersion null = whatever the runner has
 * @param vars Terraform variables, typed as written
 * @param env environment of Terraform, text
 * @param varFiles in order, weaker than {@code vars}
 * @param checksum lower-case hex SHA-256: changes exactly when something that decides its plan changes in the config
 */
public record Sandbox(
        @Nullable String terraformVersion,
        ModuleSource source,
        SortedMap<String, ConfigValue> vars,
        SortedMap<String, ConfigValue> env,
        List<VarFile> varFiles,
        String checksum,
        Location at) {

    public Sandbox {
        vars = ConfigValue.sorted(vars);
        env = ConfigValue.sorted(env);
        varFiles = List.copyOf(varFiles);
    }
}
