package dev.landfall.formats.appconfig;

import java.util.List;

/** Reads {@code sandbox.toml}. */
final class SandboxReader {

    private SandboxReader() {}

    static Sandbox read(Section file, SourceReader sources, ContentsReader contents, Checksums checksums) {
        var type = file.text("type").orElse("terraform");
        if (!List.of("terraform", Component.TYPE).contains(type)) {
            file.problem(
                    "type",
                    "A sandbox of type '" + type + "' is not supported by this version of Landfall; known: terraform");
        }
        file.unsupported(
                "drift_schedule",
                "operation_roles",
                "auto_approve_on_policies_passing",
                "runtime",
                "pulumi_config",
                "max_auto_retries");
        SkipNoops.check(file);
        var terraform = TerraformFields.read(file, sources, contents);
        file.end();
        return new Sandbox(
                terraform.version(),
                terraform.source(),
                terraform.vars(),
                terraform.env(),
                terraform.varFiles(),
                checksums.of("sandbox", terraform),
                file.at());
    }
}
