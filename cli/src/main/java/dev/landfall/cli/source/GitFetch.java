package dev.landfall.cli.source;

import dev.landfall.formats.appconfig.ContentAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads files of git repositories with the git program of this machine and its user's settings, so that private repositories work; it
 * never asks a person. One commit is fetched without its history and, where the server can, without files that nobody wants. Thread-safe.
 */
final class GitFetch {

    /** What servers say that hand out branches and tags only, or no part of a history. */
    private static final List<String> NOT_ALONE =
            List.of("unadvertised object", "not our ref", "does not support shallow", "does not support --depth");

    private static final Pattern SHORT = Pattern.compile("[0-9a-f]{4,39}");
    private static final Set<String> KEPT =
            Set.of("GIT_SSH", "GIT_SSH_COMMAND", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM");

    private final Map<String, String> environment;
    private final FetchLimits limits;

    GitFetch(Map<String, String> environment, FetchLimits limits) {
        this.environment = quiet(environment);
        this.limits = limits;
    }

    /**
     * One commit of a repository, from which files are read until it is closed.
     *
     * @param ref branch, tag or commit; null = the repository's own branch
     */
    Commit open(String repository, @Nullable String ref) throws FetchFailure, InterruptedException {
        var allowed = new HashMap<>(environment);
        allowed.put("GIT_ALLOW_PROTOCOL", repository.startsWith("http://") ? "http:https:ssh" : "https:ssh");
        var commit = new Commit(new GitProgram(allowed));
        try {
            commit.fetch(repository, ref);
            return commit;
        } catch (FetchFailure | InterruptedException | RuntimeException e) {
            commit.close();
            throw e;
        }
    }

    /** Files of one commit. */
    final class Commit implements AutoCloseable {

        private final GitProgram git;
        private String id = "";

        private Commit(GitProgram git) {
            this.git = git;
        }

        /** The contents of a file that is one: no link, no folder. */
        Fetched file(ContentAddress.Git address) throws FetchFailure, InterruptedException {
            var entry = entry(address.path());
            if (entry == null) {
                throw new FetchFailure(missing(address));
            }
            var told = entry.split("[ \t]", 4);
            switch (told[0]) {
                case "120000" ->
                    throw new FetchFailure("it is a symbolic link in the repository. Name the file that it points to.");
                case "040000" -> throw new FetchFailure("it is a folder in the repository. Name a file in it.");
                case "160000" -> throw new FetchFailure("it is a submodule. Name the repository of that.");
                default -> {
                    return new Fetched(contents(told[2]), id);
                }
            }
        }

        @Override
        public void close() {
            git.close();
        }

        private void fetch(String repository, @Nullable String ref) throws FetchFailure, InterruptedException {
            git.require("init", "-q", "--bare", ".");
            git.require("config", "remote.origin.url", repository);
            var wanted = ref == null ? "HEAD" : ref;
            var alone = git.run("fetch", "-q", "--depth=1", "--filter=blob:none", "--no-tags", "origin", wanted);
            if (alone.succeeded()) {
                id = git.require("rev-parse", "FETCH_HEAD^{commit}").strip();
            } else if (NOT_ALONE.stream().anyMatch(alone.said()::contains)) {
                id = everything(repository, wanted);
            } else {
                throw new FetchFailure(told(alone, wanted));
            }
        }

        /** For servers that give no single commit; nothing that is missing is then asked for once more. */
        private String everything(String repository, String wanted) throws FetchFailure, InterruptedException {
            git.run("config", "--remove-section", "remote.origin");
            git.run("config", "--remove-section", "extensions");
            var all = git.run(
                    "fetch",
                    "-q",
                    repository,
                    "+HEAD:refs/heads/HEAD",
                    "+refs/heads/*:refs/heads/*",
                    "+refs/tags/*:refs/tags/*");
            if (!all.succeeded()) {
                throw new FetchFailure(told(all, wanted));
            }
            for (var name : List.of("refs/tags/" + wanted, "refs/heads/" + wanted, wanted)) {
                var found = git.run("rev-parse", "-q", "--verify", name + "^{commit}");
                if (found.succeeded()) {
                    return found.out().strip();
                }
            }
            throw new FetchFailure(told(all, wanted));
        }

        private @Nullable String entry(String path) throws FetchFailure, InterruptedException {
            var listed = git.require("ls-tree", "-z", "--full-tree", id, "--", path);
            return listed.isEmpty() ? null : listed;
        }

        /** A path through a link is not there, as git sees it; a reader of the repository in a browser may think otherwise. */
        private String missing(ContentAddress.Git address) throws FetchFailure, InterruptedException {
            var path = address.path();
            for (var slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
                var above = entry(path.substring(0, slash));
                if (above != null && above.startsWith("120000")) {
                    return "'" + path.substring(0, slash)
                            + "' is a symbolic link in the repository. Name the file that it leads to.";
                }
            }
            return "the repository has no such file at commit " + id + ". Check path and ref.";
        }

        private byte[] contents(String object) throws FetchFailure, InterruptedException {
            var size = git.require("cat-file", "-s", object).strip();
            if (size.length() > 9 || Integer.parseInt(size) > limits.bytes()) {
                throw new FetchFailure(limits.tooLong());
            }
            return git.bytes("cat-file", "blob", object);
        }
    }

    private static String told(GitProgram.Ended ended, String wanted) {
        var said = ended.said();
        if (said.contains("remote ref") || said.contains("not our ref") || ended.succeeded()) {
            return "the repository has no branch, tag or commit '" + wanted + "'. "
                    + (SHORT.matcher(wanted).matches() ? "A commit is named by its whole id." : "Check the ref.");
        }
        if (List.of("could not read Username", "could not read Password", "Authentication failed", "Permission denied")
                .stream()
                .anyMatch(said::contains)) {
            return "the repository wants a login that git does not have here. Log in with git itself, then try again. "
                    + ended.lastWords();
        }
        return ended.lastWords();
    }

    private static Map<String, String> quiet(Map<String, String> environment) {
        var quiet = new HashMap<>(environment);
        quiet.keySet()
                .removeIf(name -> name.startsWith("GIT_") && !name.startsWith("GIT_SSL_") && !KEPT.contains(name));
        quiet.putIfAbsent("GIT_SSH_COMMAND", "ssh -oBatchMode=yes");
        quiet.putAll(Map.of(
                "GIT_TERMINAL_PROMPT", "0",
                "GIT_ASKPASS", "/bin/false",
                "SSH_ASKPASS", "/bin/false",
                "GCM_INTERACTIVE", "never",
                "LC_ALL", "C"));
        return quiet;
    }
}
