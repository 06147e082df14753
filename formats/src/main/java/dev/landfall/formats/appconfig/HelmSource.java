package dev.landfall.formats.appconfig;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/** Where a Helm chart comes from. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = HelmSource.Files.class, name = "files"),
    @JsonSubTypes.Type(value = HelmSource.Repository.class, name = "helm-repository"),
})
public sealed interface HelmSource {

    /** A directory with the chart. */
    record Files(ModuleSource source) implements HelmSource {}

    /**
     * A chart of a Helm repository.
     *
     * @param url of the repository, {@code https://} or {@code oci://}
     * @param chart its name there
     * @param version null = the newest
     */
    record Repository(
            ConfigValue url, ConfigValue chart, @Nullable ConfigValue version) implements HelmSource {}
}
