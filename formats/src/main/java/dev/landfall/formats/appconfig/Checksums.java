package dev.landfall.formats.appconfig;

import dev.landfall.formats.files.ConfigFiles;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** SHA-256 over parts of a config in one canonical form: every part with its length before it, keys sorted. */
final class Checksums {

    private final ConfigFiles files;

    Checksums(ConfigFiles files) {
        this.files = files;
    }

    /** Over all files of the directory. */
    String ofAll() {
        var digest = new Digest();
        addFiles(digest, files.paths());
        return digest.hex();
    }

    /** Over all that decides the plan, files included when they are shipped with the config. */
    String of(String name, ComponentSpec spec) {
        var digest = new Digest();
        digest.add(name);
        switch (spec) {
            case ComponentSpec.Terraform terraform -> add(digest, terraform);
            case ComponentSpec.Helm helm -> add(digest, helm);
            case ComponentSpec.Manifest manifest -> add(digest, manifest);
            case ComponentSpec.DockerBuild build -> {
                digest.add(build.typeName());
                addSource(digest, build.source());
                addTexts(digest, build.dockerfile(), build.target());
                addValues(digest, build.env());
            }
            case ComponentSpec.ContainerImage image -> {
                addTexts(digest, image.typeName(), image.registry());
                addAll(digest, image.templates());
                image.access().keySet().forEach(digest::add);
            }
            case ComponentSpec.Pulumi pulumi -> {
                addTexts(digest, pulumi.typeName(), pulumi.runtime());
                addSource(digest, pulumi.source());
                addValues(digest, pulumi.config());
                addValues(digest, pulumi.env());
            }
            case ComponentSpec.Job job -> {
                digest.add(job.typeName());
                addAll(digest, List.of(job.imageUrl(), job.tag()));
                addAll(digest, job.command());
                addAll(digest, job.arguments());
                addValues(digest, job.env());
            }
        }
        return digest.hex();
    }

    private void add(Digest digest, ComponentSpec.Terraform terraform) {
        digest.add(terraform.version() == null ? "" : terraform.version());
        addSource(digest, terraform.source());
        addValues(digest, terraform.vars());
        addValues(digest, terraform.env());
        digest.add(String.valueOf(terraform.varFiles().size()));
        for (var varFile : terraform.varFiles()) {
            digest.add(varFile.name());
            digest.add(varFile.contents().value().stringValue());
        }
    }

    private void add(Digest digest, ComponentSpec.Helm helm) {
        addTexts(digest, helm.typeName(), helm.chartName(), helm.storageDriver(), String.valueOf(helm.takeOwnership()));
        switch (helm.source()) {
            case HelmSource.Files files -> addSource(digest, files.source());
            case HelmSource.Repository repository -> {
                digest.add("helm-repository");
                addAll(digest, List.of(repository.url(), repository.chart()));
                addAll(digest, repository.version() == null ? List.of() : List.of(repository.version()));
            }
        }
        addAll(digest, helm.namespace() == null ? List.of() : List.of(helm.namespace()));
        addValues(digest, helm.values());
        addAll(digest, helm.valuesFiles());
    }

    private void add(Digest digest, ComponentSpec.Manifest manifest) {
        digest.add(manifest.typeName());
        addAll(digest, manifest.templates());
        if (manifest.source() != null) {
            addSource(digest, manifest.source());
        }
        var kustomize = manifest.kustomize();
        if (kustomize != null) {
            addTexts(digest, kustomize.path(), kustomize.loadRestrictor(), String.valueOf(kustomize.enableHelm()));
            kustomize.patches().forEach(digest::add);
        }
    }

    private void addSource(Digest digest, ModuleSource source) {
        switch (source) {
            case ModuleSource.Bundled bundled -> {
                digest.add("bundled");
                addFiles(digest, files.pathsUnder(bundled.directory()));
            }
            case ModuleSource.Repository repository ->
                List.of("repository", repository.repo(), repository.directory(), repository.branch())
                        .forEach(digest::add);
        }
    }

    private static void addTexts(Digest digest, @Nullable String... texts) {
        for (var text : texts) {
            digest.add(text == null ? "" : text);
        }
    }

    private static void addAll(Digest digest, List<ConfigValue> values) {
        digest.add(String.valueOf(values.size()));
        values.forEach(value -> addNode(digest, value.value()));
    }

    private void addFiles(Digest digest, List<String> paths) {
        digest.add(String.valueOf(paths.size()));
        for (var path : paths) {
            digest.add(path);
            digest.add(files.bytes(path).orElseThrow());
        }
    }

    private static void addValues(Digest digest, Map<String, ConfigValue> values) {
        digest.add(String.valueOf(values.size()));
        values.forEach((key, value) -> {
            digest.add(key);
            addNode(digest, value.value());
        });
    }

    private static void addNode(Digest digest, JsonNode node) {
        digest.add(node.getNodeType().name());
        if (node.isObject()) {
            var names = node.propertyNames().stream().sorted().toList();
            digest.add(String.valueOf(names.size()));
            for (var name : names) {
                digest.add(name);
                addNode(digest, node.path(name));
            }
        } else if (node.isArray()) {
            digest.add(String.valueOf(node.size()));
            node.forEach(element -> addNode(digest, element));
        } else {
            digest.add(node.asString());
        }
    }

    private static final class Digest {

        private final MessageDigest sha256;

        Digest() {
            try {
                sha256 = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every Java platform has SHA-256.", e);
            }
        }

        void add(String text) {
            add(text.getBytes(StandardCharsets.UTF_8));
        }

        void add(byte[] bytes) {
            sha256.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
            sha256.update(bytes);
        }

        String hex() {
            return HexFormat.of().formatHex(sha256.digest());
        }
    }
}
