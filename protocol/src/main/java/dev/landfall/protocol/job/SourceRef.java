package dev.landfall.protocol.job;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/** Where files of a job come from. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SourceRef.Archive.class, name = "archive"),
    @JsonSubTypes.Type(value = SourceRef.Git.class, name = "git"),
})
public sealed interface SourceRef {

    /**
     * A gzipped tar in the blob store, as {@code landfall app sync} uploaded it.
     *
     * @param blob key of the archive
     * @param sha256 lower-case hex SHA-256 of the archive's bytes; other bytes are refused
     * @param directory folder inside the archive, {@code .} for its root; never absolute, never with {@code ..}
     */
    record Archive(String blob, String sha256, String directory) implements SourceRef {}

    /**
     * A git repository.
     *
     * @param url address without credentials; https, ssh, or a local path
     * @param ref branch, tag or full commit id
     * @param directory folder inside the repository, {@code .} for its root
     * @param credentials how to log in; null for a public repository
     */
    record Git(
            String url,
            String ref,
            String directory,
            @Nullable GitCredentials credentials) implements SourceRef {}
}
