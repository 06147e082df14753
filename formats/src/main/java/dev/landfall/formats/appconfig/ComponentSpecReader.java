package dev.landfall.formats.appconfig;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what a component is, by its type. */
final class ComponentSpecReader {

    static final List<String> TYPES = List.of(
            "terraform_module",
            "helm_chart",
            "kubernetes_manifest",
            "docker_build",
            "container_image",
            "external_image",
            "pulumi",
            "job");
    private static final List<String> REGISTRIES = List.of("public", "aws_ecr", "gcp_gar", "azure_acr");
    private static final List<String> DRIVERS = List.of("configmap", "secret", "secrets", "http", "nuon", "landfall");
    private static final List<String> RUNTIMES = List.of("go", "nodejs", "python", "dotnet", "java", "yaml");

    private final SourceReader sources;
    private final ContentsReader contents;
    private final EmbeddedYaml yaml;

    ComponentSpecReader(SourceReader sources, ContentsReader contents, EmbeddedYaml yaml) {
        this.sources = sources;
        this.contents = contents;
        this.yaml = yaml;
    }

    /** Empty after a problem with the type. */
    Optional<ComponentSpec> read(Section file, String type) {
        return switch (type) {
            case "terraform_module" -> Optional.of(terraform(file));
            case "helm_chart" -> Optional.of(helm(file));
            case "kubernetes_manifest" -> Optional.of(manifest(file));
            case "docker_build" -> Optional.of(dockerBuild(file));
            case "container_image", "external_image" -> Optional.of(image(file));
            case "pulumi" -> Optional.of(pulumi(file, "config"));
            case "job" -> Optional.of(job(file));
            default -> Optional.empty();
        };
    }

    ComponentSpec terraform(Section file) {
        return TerraformFields.read(file, sources, contents);
    }

    ComponentSpec pulumi(Section file, String config) {
        var runtime = Choices.required(
                file,
                "runtime",
                "runtime of Pulumi",
                RUNTIMES,
                text -> Optional.of(text).filter(RUNTIMES::contains));
        return new ComponentSpec.Pulumi(
                runtime.orElse(""), sources.required(file), file.values(config), Names.environment(file));
    }

    private ComponentSpec helm(Section file) {
        return new ComponentSpec.Helm(
                file.requiredText("chart_name"),
                chart(file),
                file.template("namespace").orElse(null),
                Choices.optional(
                                file,
                                "storage_driver",
                                "storage driver",
                                DRIVERS,
                                text -> Optional.of(text).filter(DRIVERS::contains))
                        .orElse(null),
                file.values("values"),
                valuesFiles(file),
                file.flag("take_ownership").orElse(false));
    }

    private HelmSource chart(Section file) {
        var repository = file.section("helm_repo");
        if (repository.isEmpty()) {
            return new HelmSource.Files(sources.required(file));
        }
        sources.read(file)
                .ifPresent(source ->
                        file.problem("helm_repo", "The chart has two sources; keep [helm_repo] or the other one."));
        var table = repository.get();
        var source = new HelmSource.Repository(
                table.requiredTemplate("repo_url"),
                table.requiredTemplate("chart"),
                table.template("version").orElse(null));
        table.end();
        return source;
    }

    private List<ConfigValue> valuesFiles(Section file) {
        var files = new ArrayList<ConfigValue>();
        for (var table : file.sections("values_file")) {
            if (!table.has("contents")) {
                table.missing("contents", "'values_file.contents' is missing: YAML or the path of a values file.");
            }
            contents.document(table, "contents").ifPresent(document -> {
                yaml.check(document);
                files.add(document.value());
            });
            table.end();
        }
        return files;
    }

    private ComponentSpec manifest(Section file) {
        var manifest = contents.document(file, "manifest");
        manifest.ifPresent(yaml::check);
        var kustomize = file.section("kustomize").map(ComponentSpecReader::kustomize);
        if (manifest.isPresent() == kustomize.isPresent() && file.has("manifest") == file.has("kustomize")) {
            file.missing("manifest", "A component of this type has either 'manifest' or [kustomize].");
        }
        return new ComponentSpec.Manifest(
                manifest.map(ContentsReader.Document::value).orElse(null),
                kustomize.orElse(null),
                sources.read(file).orElse(null),
                file.requiredTemplate("namespace"));
    }

    private static ComponentSpec.Kustomize kustomize(Section table) {
        var kustomize = new ComponentSpec.Kustomize(
                table.requiredText("path"),
                table.texts("patches"),
                table.flag("enable_helm").orElse(false),
                Choices.optional(
                                table,
                                "load_restrictor",
                                "load restrictor",
                                List.of("root_only", "none"),
                                text -> Optional.of(text)
                                        .filter(List.of(
                                                "root_only",
                                                "rootOnly",
                                                "none",
                                                "LoadRestrictionsRootOnly",
                                                "LoadRestrictionsNone")::contains))
                        .orElse(null));
        table.end();
        return kustomize;
    }

    private ComponentSpec dockerBuild(Section file) {
        return new ComponentSpec.DockerBuild(
                file.requiredText("dockerfile"),
                sources.required(file),
                file.text("target").orElse(null),
                Names.environment(file));
    }

    private ComponentSpec image(Section file) {
        var given = REGISTRIES.stream().filter(file::has).toList();
        if (given.size() != 1) {
            file.missing(
                    given.isEmpty() ? "public" : given.getLast(),
                    "The image needs one of [public], [aws_ecr], [gcp_gar] and [azure_acr].");
        }
        var registry = given.isEmpty() ? "public" : given.getFirst();
        return file.section(registry).map(table -> image(table, registry)).orElseGet(() -> {
            var none = file.emptyTemplate();
            return new ComponentSpec.ContainerImage(registry, none, null, new TreeMap<>(), null);
        });
    }

    private static ComponentSpec.ContainerImage image(Section table, String registry) {
        var fields = switch (registry) {
            case "aws_ecr" -> List.of("region", "iam_role_arn");
            case "gcp_gar" ->
                List.of("gcp_project_id", "region", "service_account_email", "workload_identity_provider");
            case "azure_acr" -> List.of("registry_url", "tenant_id", "client_id");
            default -> List.<String>of();
        };
        SortedMap<String, ConfigValue> access = new TreeMap<>();
        fields.forEach(field -> table.template(field).ifPresent(value -> access.put(field, value)));
        if (registry.equals("aws_ecr")) {
            fields.stream()
                    .filter(field -> !table.has(field))
                    .forEach(field -> table.missing(field, "'aws_ecr." + field + "' is missing."));
        }
        if (table.has("tag") == table.has("update_policy")) {
            table.missing("tag", "'" + registry + "' has either 'tag' or 'update_policy'.");
        }
        var image = new ComponentSpec.ContainerImage(
                registry,
                table.requiredTemplate("image_url"),
                table.template("tag").orElse(null),
                access,
                table.template("update_policy").orElse(null));
        table.end();
        return image;
    }

    private static ComponentSpec job(Section file) {
        return new ComponentSpec.Job(
                file.requiredTemplate("image_url"),
                file.requiredTemplate("tag"),
                file.listedTemplates(file.has("cmd") ? "cmd" : "command"),
                file.listedTemplates("args"),
                Names.environment(file));
    }
}
