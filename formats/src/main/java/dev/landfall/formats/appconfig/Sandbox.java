package dev.landfall.formats.appconfig;

import dev.landfall.formats.problem.Location;
import java.util.List;
import java.util.stream.Stream;

/**
 * The base infrastructure of an install, deployed before every component ({@code sandbox.toml}).
 *
 * @param spec a Terraform module or a Pulumi program
 * @param checksum lower-case hex SHA-256: changes exactly when something that decides its plan changes in the config
 */
public record Sandbox(ComponentSpec spec, DeployOptions options, String checksum, Location at) {

    List<ConfigValue> templates() {
        return Stream.concat(spec.templates().stream(), options.templates().stream())
                .toList();
    }
}
