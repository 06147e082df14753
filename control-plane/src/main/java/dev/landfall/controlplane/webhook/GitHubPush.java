package dev.landfall.controlplane.webhook;

import dev.landfall.controlplane.project.CiStart;
import dev.landfall.protocol.error.LandfallException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads GitHub's {@code push} payload (GitHub Docs, "Webhook events and payloads"), which comes for branches and for tags.
 */
final class GitHubPush {

    /** Most commits of a push whose files are trusted to be all; GitHub cuts longer lists. */
    static final int MAX_LISTED_COMMITS = 20;

    /** Most changed files that are kept; with more they count as unknown, and path filters let everything pass. */
    static final int MAX_CHANGED_PATHS = 500;

    private static final int MAX_CHANGED_CHARACTERS = 20_000;
    private static final int MAX_REF = 250;
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}([0-9a-f]{24})?");
    private static final String BRANCH = "refs/heads/";
    private static final String TAG = "refs/tags/";

    private GitHubPush() {}

    /**
     * @throws LandfallException INVALID when it is no such payload
     */
    static GitEvent read(JsonNode payload) {
        var ref = text(payload, "ref");
        if (ref.length() > MAX_REF) {
            throw LandfallException.invalid("The push names a ref of more than " + MAX_REF + " characters.");
        }
        var repository = repository(payload.path("repository"));
        if (payload.path("deleted").asBoolean(false)) {
            return new GitEvent.Ignored("The push deletes " + ref + ".");
        }
        if (ref.startsWith(BRANCH)) {
            var branch = ref.substring(BRANCH.length());
            var start = new CiStart("push", branch, commit(text(payload, "after")), changedPaths(payload));
            return new GitEvent.Change(repository, start);
        }
        if (ref.startsWith(TAG)) {
            var start = new CiStart("tag_created", ref.substring(TAG.length()), taggedCommit(payload), null);
            return new GitEvent.Change(repository, start);
        }
        return new GitEvent.Ignored("The push is to " + ref + ", neither a branch nor a tag.");
    }

    /** An annotated tag's {@code after} is the tag itself; its commit is the head commit. */
    private static String taggedCommit(JsonNode payload) {
        var head = payload.path("head_commit").path("id");
        return commit(head.isString() ? head.stringValue() : text(payload, "after"));
    }

    private static String commit(String text) {
        if (!COMMIT.matcher(text).matches()) {
            throw LandfallException.invalid("The push does not name a commit by its 40 or 64 hexadecimal digits.");
        }
        return text;
    }

    private static List<String> repository(JsonNode repository) {
        var addresses = new ArrayList<String>();
        for (String name : List.of("clone_url", "ssh_url", "html_url", "git_url", "url", "full_name")) {
            var address = repository.path(name);
            if (address.isString() && address.stringValue().length() <= 500) {
                addresses.add(address.stringValue());
            }
        }
        if (addresses.isEmpty()) {
            throw LandfallException.invalid("The push does not name its repository (repository.clone_url).");
        }
        return addresses;
    }

    private static @Nullable List<String> changedPaths(JsonNode payload) {
        var commits = payload.path("commits");
        if (!commits.isArray()
                || commits.isEmpty()
                || commits.size() > MAX_LISTED_COMMITS
                || !complete(payload, commits)) {
            return null;
        }
        var paths = new TreeSet<String>();
        for (JsonNode commit : commits) {
            for (String kind : List.of("added", "modified", "removed")) {
                if (!commit.path(kind).isArray()) {
                    return null;
                }
                commit.path(kind).forEach(path -> pathText(path).ifPresent(paths::add));
            }
        }
        int characters = paths.stream().mapToInt(String::length).sum();
        return paths.size() > MAX_CHANGED_PATHS || characters > MAX_CHANGED_CHARACTERS ? null : List.copyOf(paths);
    }

    /** A forced push may take files away that no commit of it lists. */
    private static boolean complete(JsonNode payload, JsonNode commits) {
        return !payload.path("forced").asBoolean(false) && payload.path("size").asInt(commits.size()) == commits.size();
    }

    private static Optional<String> pathText(JsonNode path) {
        return path.isString() ? Optional.of(path.stringValue()) : Optional.empty();
    }

    private static String text(JsonNode payload, String name) {
        var value = payload.path(name);
        if (!value.isString() || value.stringValue().isEmpty()) {
            throw LandfallException.invalid("The push has no '" + name + "'.");
        }
        return value.stringValue();
    }
}
