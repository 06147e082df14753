package dev.landfall.formats.appconfig;

import dev.landfall.formats.problem.Nearest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads one file of {@code components/}. */
final class ComponentReader {

    static final Duration MAX_TIMEOUT = Duration.ofHours(24);
    private static final int MAX_RETRIES = 10;
    private static final List<String> UNSUPPORTED_TYPES = List.of(
            "helm_chart", "kubernetes_manifest", "docker_build", "container_image", "external_image", "pulumi", "job");

    private final SourceReader sources;
    private final ContentsReader contents;
    private final Checksums checksums;
    private final Mentions mentions;

    ComponentReader(SourceReader sources, ContentsReader contents, Checksums checksums, Mentions mentions) {
        this.sources = sources;
        this.contents = contents;
        this.checksums = checksums;
        this.mentions = mentions;
    }

    /** The name of a file's component, whatever its type; empty when it has none. */
    static Optional<String> name(Section file) {
        return file.text("name").filter(name -> !name.isBlank());
    }

    /** The component; empty when its type is none of this version. */
    Optional<Component> read(Section file) {
        var type = file.requiredText("type");
        if (!type.isBlank() && !type.equals(Component.TYPE)) {
            wrongType(file, type);
            return Optional.empty();
        }
        var name = Names.of(file);
        var varName = file.text("var_name")
                .map(text -> Names.checked(file, "var_name", text))
                .orElse(null);
        var dependsOn = new TreeSet<>(file.texts("dependencies"));
        dependsOn.forEach(needed -> mentions.add(needed, file.at("dependencies")));
        file.unsupported(
                "drift_schedule",
                "operation_roles",
                "toggleable",
                "default_enabled",
                "kubernetes_context",
                "auto_approve_on_policies_passing",
                "health",
                "build_timeout");
        SkipNoops.check(file);
        var terraform = TerraformFields.read(file, sources, contents);
        var component = new Component(
                name,
                varName,
                dependsOn,
                file.textMap("labels"),
                terraform.version(),
                terraform.source(),
                terraform.vars(),
                terraform.env(),
                terraform.varFiles(),
                timeout(file),
                file.integer("max_auto_retries", 0, MAX_RETRIES).orElse(null),
                checksums.of(name, terraform),
                file.at("name"));
        file.end();
        return Optional.of(component);
    }

    private static void wrongType(Section file, String type) {
        file.problem(
                "type",
                UNSUPPORTED_TYPES.contains(type)
                        ? "Components of type '" + type + "' are not supported by this version of Landfall; supported: "
                                + Component.TYPE
                        : "'" + type + "' is not a type of component" + Nearest.hint(type, List.of(Component.TYPE)));
    }

    private static @Nullable Duration timeout(Section file) {
        if (file.has("deploy_timeout") && file.has("timeout")) {
            file.problem("timeout", "'timeout' and 'deploy_timeout' say the same; keep one.");
        }
        return Timeouts.read(file, file.has("deploy_timeout") ? "deploy_timeout" : "timeout", MAX_TIMEOUT)
                .orElse(null);
    }
}
