package dev.landfall.formats.appconfig;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.regex.Pattern;

/** Where the files of a component, the sandbox or a step come from. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ModuleSource.Bundled.class, name = "bundled"),
    @JsonSubTypes.Type(value = ModuleSource.Repository.class, name = "repository"),
})
public sealed interface ModuleSource {

    /**
     * A directory of the config directory itself, shipped in its archive.
     *
     * @param directory relative, plain, {@code .} for the root; exists in the tree
     */
    record Bundled(String directory) implements ModuleSource {}

    /**
     * A directory of a git repository.
     *
     * @param repo as written: an address, or {@code owner/name} on GitHub
     * @param directory relative, plain, {@code .} for the root
     * @param branch branch, tag or commit
     * @param connected needs the credentials of a connected account; false for a public repository
     */
    record Repository(String repo, String directory, String branch, boolean connected) implements ModuleSource {

        private static final Pattern GITHUB_SHORTHAND =
                Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9._-]{1,100}");

        /** The address to clone: {@code owner/name} becomes one on github.com. */
        public String url() {
            return GITHUB_SHORTHAND.matcher(repo).matches() ? "https://github.com/" + repo + ".git" : repo;
        }
    }
}
