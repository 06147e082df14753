package dev.landfall.formats.appconfig;

import java.util.List;
import java.util.Optional;

/** Reads {@code sandbox.toml}. */
final class SandboxReader {

    private static final List<String> TYPES = List.of("terraform", "terraform_module", "pulumi");

    private final ComponentSpecReader specs;
    private final DeployOptionsReader options;
    private final Checksums checksums;

    SandboxReader(ComponentSpecReader specs, Checksums checksums, Mentions mentions) {
        this.specs = specs;
        this.options = new DeployOptionsReader(mentions);
        this.checksums = checksums;
    }

    Sandbox read(Section file) {
        var type = Choices.optional(
                        file,
                        "type",
                        "type of sandbox",
                        TYPES,
                        text -> Optional.of(text).filter(TYPES::contains))
                .orElse("terraform");
        var deployed = options.sandbox(file);
        var spec = type.equals("pulumi") ? specs.pulumi(file, "pulumi_config") : specs.terraform(file);
        file.end();
        return new Sandbox(spec, deployed, checksums.of("sandbox", spec), file.at());
    }
}
