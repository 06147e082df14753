package dev.landfall.cli.project;

import dev.landfall.protocol.error.LandfallException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** What a project can be told when it is made and later. An option that is not given changes nothing. */
final class ProjectOptions {

    @Option(
            names = "--event",
            paramLabel = "EVENT",
            description = "Event that starts jobs: push or tag_created; repeat it for more.")
    @Nullable List<String> events;

    @Option(names = "--branch", paramLabel = "GLOB", description = "Only these branches; repeat it for more.")
    @Nullable List<String> branches;

    @Option(
            names = "--include",
            paramLabel = "GLOB",
            description = "Only when such a file changed; repeat it for more.")
    @Nullable List<String> include;

    @Option(
            names = "--exclude",
            paramLabel = "GLOB",
            description = "Not when only such files changed; repeat it for more.")
    @Nullable List<String> exclude;

    @Option(names = "--pool", paramLabel = "POOL", description = "Runner pool of its jobs.")
    @Nullable String pool;

    @Option(
            names = "--secret-path",
            paramLabel = "PREFIX",
            description = "Secrets below this path may be used by its jobs; repeat it for more. Default: its own name.")
    @Nullable List<String> secretPaths;

    @Option(
            names = "--git-token",
            paramLabel = "PATH:KEY",
            description = "Secret with an access token for a private repository over HTTPS.")
    @Nullable String gitToken;

    @Option(
            names = "--git-ssh-key",
            paramLabel = "PATH:KEY",
            description = "Secret with a private key for a private repository over SSH.")
    @Nullable String gitSshKey;

    /** Adds what is given to a request. */
    void addTo(ObjectNode body) {
        list(body, "events", events);
        list(body, "branches", branches);
        if (include != null || exclude != null) {
            var paths = body.putObject("paths");
            list(paths, "include", include);
            list(paths, "exclude", exclude);
        }
        if (pool != null) {
            body.put("pool", pool);
        }
        list(body, "secretPaths", secretPaths);
        credentials(body);
    }

    private void credentials(ObjectNode body) {
        if (gitToken != null && gitSshKey != null) {
            throw LandfallException.invalid("Give --git-token or --git-ssh-key, not both.");
        }
        var secret = gitToken != null ? gitToken : gitSshKey;
        if (secret != null) {
            var type = gitToken != null ? "TOKEN" : "SSH_KEY";
            body.putObject("gitCredentials").put("type", type).put("secret", secret);
        }
    }

    private static void list(ObjectNode body, String member, @Nullable List<String> values) {
        if (values != null) {
            values.forEach(body.putArray(member)::add);
        }
    }
}
