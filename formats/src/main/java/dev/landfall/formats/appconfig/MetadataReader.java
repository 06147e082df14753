package dev.landfall.formats.appconfig;

import java.util.List;

/** Reads {@code metadata.toml}. */
final class MetadataReader {

    private static final List<String> VERSIONS = List.of("v1", "v2");

    private MetadataReader() {}

    static Metadata read(Section file, ContentsReader contents) {
        var version = file.text("version").orElse("v1");
        if (!VERSIONS.contains(version)) {
            file.problem("version", "'" + version + "' is not a version of the format; known: v1, v2");
        }
        file.unsupported("slack_webhook_url");
        file.ignored("onboarding");
        var metadata = new Metadata(
                version,
                file.text("display_name").orElse(null),
                file.text("description").orElse(null),
                contents.read(file, "readme")
                        .map(value -> value.value().stringValue())
                        .orElse(null),
                file.textMap("default_labels"),
                file.textMap("label_colors"));
        file.end();
        return metadata;
    }
}
