package dev.landfall.formats.appconfig;

import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What an app says about itself ({@code metadata.toml}).
 *
 * @param version of the config format, {@code v1} or {@code v2}
 * @param readme Markdown; the contents when the file names a path
 */
public record Metadata(
        String version,
        @Nullable String displayName,
        @Nullable String description,
        @Nullable String readme,
        SortedMap<String, String> defaultLabels,
        SortedMap<String, String> labelColors) {

    static final Metadata NONE =
            new Metadata("v1", null, null, null, ConfigValue.sorted(Map.of()), ConfigValue.sorted(Map.of()));

    public Metadata {
        defaultLabels = ConfigValue.sorted(defaultLabels);
        labelColors = ConfigValue.sorted(labelColors);
    }
}
