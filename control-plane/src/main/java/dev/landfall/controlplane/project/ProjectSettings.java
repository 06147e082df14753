package dev.landfall.controlplane.project;

import dev.landfall.protocol.job.GitCredentials;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request says about a project; what it leaves out has its default at creation and stays as it is in a change.
 *
 * @param events of {@code push} and {@code tag_created}
 * @param branches globs
 * @param gitCredentials with a secret relative to the org
 */
public record ProjectSettings(
        @Nullable String name,
        @Nullable String repository,
        @Nullable List<String> events,
        @Nullable List<String> branches,
        @Nullable Paths paths,
        @Nullable String pool,
        @Nullable List<String> secretPaths,
        @Nullable GitCredentials gitCredentials) {

    /** Globs over changed files. */
    public record Paths(
            @Nullable List<String> include, @Nullable List<String> exclude) {}
}
