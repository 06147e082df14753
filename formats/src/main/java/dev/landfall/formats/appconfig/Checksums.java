package dev.landfall.formats.appconfig;

import dev.landfall.formats.files.ConfigFiles;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
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

    /** Over all that decides the plan of a Terraform module, its files included when they are shipped with the config. */
    String of(String name, TerraformFields terraform) {
        var digest = new Digest();
        digest.add(name);
        digest.add(terraform.version() == null ? "" : terraform.version());
        switch (terraform.source()) {
            case ModuleSource.Bundled bundled -> {
                digest.add("bundled");
                addFiles(digest, files.pathsUnder(bundled.directory()));
            }
            case ModuleSource.Repository repository ->
                List.of("repository", repository.repo(), repository.directory(), repository.branch())
                        .forEach(digest::add);
        }
        addValues(digest, terraform.vars());
        addValues(digest, terraform.env());
        digest.add(String.valueOf(terraform.varFiles().size()));
        for (var varFile : terraform.varFiles()) {
            digest.add(varFile.name());
            digest.add(varFile.contents().value().stringValue());
        }
        return digest.hex();
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
