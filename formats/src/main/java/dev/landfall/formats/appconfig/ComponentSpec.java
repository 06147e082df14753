package dev.landfall.formats.appconfig;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** What a component or the sandbox is: its type and the fields of that type. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ComponentSpec.Terraform.class, name = "terraform_module"),
    @JsonSubTypes.Type(value = ComponentSpec.Helm.class, name = "helm_chart"),
    @JsonSubTypes.Type(value = ComponentSpec.Manifest.class, name = "kubernetes_manifest"),
    @JsonSubTypes.Type(value = ComponentSpec.DockerBuild.class, name = "docker_build"),
    @JsonSubTypes.Type(value = ComponentSpec.ContainerImage.class, name = "container_image"),
    @JsonSubTypes.Type(value = ComponentSpec.Pulumi.class, name = "pulumi"),
    @JsonSubTypes.Type(value = ComponentSpec.Job.class, name = "job"),
})
public sealed interface ComponentSpec {

    /** The type as written in a config. */
    String typeName();

    /** Everything that may hold templates. */
    List<ConfigValue> templates();

    /** The files that it is made from; null when it has none of its own. */
    @Nullable ModuleSource files();

    /**
     * A Terraform module.
     *
     * @param version null = whatever the runner has
     * @param vars Terraform variables, typed as written
     * @param env environment of Terraform, text
     * @param varFiles in order, weaker than {@code vars}
     */
    record Terraform(
            @Nullable String version,
            ModuleSource source,
            SortedMap<String, ConfigValue> vars,
            SortedMap<String, ConfigValue> env,
            List<VarFile> varFiles)
            implements ComponentSpec {

        public Terraform {
            vars = ConfigValue.sorted(vars);
            env = ConfigValue.sorted(env);
            varFiles = List.copyOf(varFiles);
        }

        @Override
        public String typeName() {
            return "terraform_module";
        }

        @Override
        public List<ConfigValue> templates() {
            return join(
                    vars.values(),
                    env.values(),
                    varFiles.stream().map(VarFile::contents).toList());
        }

        @Override
        public ModuleSource files() {
            return source;
        }
    }

    /**
     * A Helm release.
     *
     * @param chartName of the release
     * @param namespace null = the install's id
     * @param storageDriver where Helm keeps its releases; null = its default
     * @param values stronger than {@code valuesFiles}
     * @param valuesFiles YAML, in order
     * @param takeOwnership of objects that another release made
     */
    record Helm(
            String chartName,
            HelmSource source,
            @Nullable ConfigValue namespace,
            @Nullable String storageDriver,
            SortedMap<String, ConfigValue> values,
            List<ConfigValue> valuesFiles,
            boolean takeOwnership)
            implements ComponentSpec {

        public Helm {
            values = ConfigValue.sorted(values);
            valuesFiles = List.copyOf(valuesFiles);
        }

        @Override
        public String typeName() {
            return "helm_chart";
        }

        @Override
        public List<ConfigValue> templates() {
            return join(optional(namespace), values.values(), valuesFiles, ofSource());
        }

        private List<ConfigValue> ofSource() {
            return switch (source) {
                case HelmSource.Files files -> List.of();
                case HelmSource.Repository chart -> optional(chart.url(), chart.chart(), chart.version());
            };
        }

        @Override
        public @Nullable ModuleSource files() {
            return switch (source) {
                case HelmSource.Files files -> files.source();
                case HelmSource.Repository chart -> null;
            };
        }
    }

    /**
     * Kubernetes objects. Either {@code manifest} or {@code kustomize} is there.
     *
     * @param manifest YAML, one or several documents
     * @param source files of {@code kustomize}; null = none of its own
     */
    record Manifest(
            @Nullable ConfigValue manifest,
            @Nullable Kustomize kustomize,
            @Nullable ModuleSource source,
            ConfigValue namespace)
            implements ComponentSpec {

        @Override
        public String typeName() {
            return "kubernetes_manifest";
        }

        @Override
        public List<ConfigValue> templates() {
            return optional(manifest, namespace);
        }

        @Override
        public @Nullable ModuleSource files() {
            return source;
        }
    }

    /**
     * A kustomization.
     *
     * @param path directory with its {@code kustomization.yaml}, relative to the source
     * @param patches paths of patches
     * @param enableHelm charts in it are rendered
     * @param loadRestrictor which files it may read, as written; null = kustomize's default
     */
    record Kustomize(
            String path,
            List<String> patches,
            boolean enableHelm,
            @Nullable String loadRestrictor) {

        public Kustomize {
            patches = List.copyOf(patches);
        }
    }

    /**
     * A container image that is built from a Dockerfile.
     *
     * @param dockerfile relative to the source
     * @param target stage of the Dockerfile; null = the last
     * @param env arguments of the build
     */
    record DockerBuild(
            String dockerfile,
            ModuleSource source,
            @Nullable String target,
            SortedMap<String, ConfigValue> env) implements ComponentSpec {

        public DockerBuild {
            env = ConfigValue.sorted(env);
        }

        @Override
        public String typeName() {
            return "docker_build";
        }

        @Override
        public List<ConfigValue> templates() {
            return List.copyOf(env.values());
        }

        @Override
        public ModuleSource files() {
            return source;
        }
    }

    /**
     * A container image that is copied into the install's registry.
     *
     * @param registry kind of registry, as written: {@code public}, {@code aws_ecr}, {@code gcp_gar} or {@code azure_acr}
     * @param tag null when {@code updatePolicy} chooses it
     * @param updatePolicy versions of which the newest is taken when it is built, such as {@code ~1.25.0}; null = {@code tag}
     * @param access what is needed to read from it besides, by field, such as {@code region}
     */
    record ContainerImage(
            String registry,
            ConfigValue imageUrl,
            @Nullable ConfigValue tag,
            SortedMap<String, ConfigValue> access,
            @Nullable ConfigValue updatePolicy)
            implements ComponentSpec {

        public ContainerImage {
            access = ConfigValue.sorted(access);
        }

        @Override
        public String typeName() {
            return "container_image";
        }

        @Override
        public List<ConfigValue> templates() {
            return join(optional(imageUrl, tag, updatePolicy), access.values());
        }

        @Override
        public @Nullable ModuleSource files() {
            return null;
        }
    }

    /**
     * A Pulumi program.
     *
     * @param runtime language of the program
     * @param config of its stack
     */
    record Pulumi(
            String runtime,
            ModuleSource source,
            SortedMap<String, ConfigValue> config,
            SortedMap<String, ConfigValue> env)
            implements ComponentSpec {

        public Pulumi {
            config = ConfigValue.sorted(config);
            env = ConfigValue.sorted(env);
        }

        @Override
        public String typeName() {
            return "pulumi";
        }

        @Override
        public List<ConfigValue> templates() {
            return join(config.values(), env.values());
        }

        @Override
        public ModuleSource files() {
            return source;
        }
    }

    /** A container that runs once. */
    record Job(
            ConfigValue imageUrl,
            ConfigValue tag,
            List<ConfigValue> command,
            List<ConfigValue> arguments,
            SortedMap<String, ConfigValue> env)
            implements ComponentSpec {

        public Job {
            command = List.copyOf(command);
            arguments = List.copyOf(arguments);
            env = ConfigValue.sorted(env);
        }

        @Override
        public String typeName() {
            return "job";
        }

        @Override
        public List<ConfigValue> templates() {
            return join(List.of(imageUrl, tag), command, arguments, env.values());
        }

        @Override
        public @Nullable ModuleSource files() {
            return null;
        }
    }

    @SafeVarargs
    private static List<ConfigValue> join(Collection<ConfigValue>... parts) {
        var all = new ArrayList<ConfigValue>();
        for (var part : parts) {
            all.addAll(part);
        }
        return List.copyOf(all);
    }

    private static List<ConfigValue> optional(@Nullable ConfigValue... values) {
        var present = new ArrayList<ConfigValue>();
        for (var value : values) {
            if (value != null) {
                present.add(value);
            }
        }
        return List.copyOf(present);
    }
}
