package dev.landfall.runner.source;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.job.GitCredentials;
import dev.landfall.runner.job.JobContext;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Prepares a login. A token is answered by an askpass script out of its environment, for the one server only, so that a
 * redirect elsewhere does not get it. An SSH key is a 0600 file for the time of the fetch; a host that is met for the
 * first time is remembered for all jobs of this runner, and one whose key has changed is refused.
 */
final class GitLogins {

    private static final String USER = "x-access-token";

    /** Holds no secret. Git asks "Username for 'https://host': ", then "Password for 'https://user@host': ". */
    private static final String ASKPASS = """
            #!/bin/sh
            case "$1" in
            "Username for '$LANDFALL_GIT_ORIGIN': ") printf '%s\\n' "$LANDFALL_GIT_USER" ;;
            "Password for '$LANDFALL_GIT_ASKED': ") printf '%s\\n' "$LANDFALL_GIT_TOKEN" ;;
            *) exit 1 ;;
            esac
            """;

    private GitLogins() {}

    static GitLogin prepare(GitAddress address, @Nullable GitCredentials credentials, JobContext context) {
        if (credentials == null) {
            return address.isSsh() ? new GitLogin(ssh(context, null), List.of()) : GitLogin.none();
        }
        var folder = context.folders().work();
        return switch (credentials.type()) {
            case TOKEN ->
                token(address, context.secrets().value(credentials.secret()).strip(), folder);
            case SSH_KEY -> key(address, context.secrets().value(credentials.secret()), context);
        };
    }

    private static GitLogin token(GitAddress address, String token, Path folder) {
        if (!address.safeForToken()) {
            throw LandfallException.invalid(
                    "The git token is not sent to this address: use an https URL, so that the token "
                            + "is not readable on its way.");
        }
        var origin = address.httpOrigin().orElseThrow();
        var script = folder.resolve("git-askpass");
        write(script, ASKPASS, "rwx------");
        return new GitLogin(
                Map.of(
                        "GIT_ASKPASS", script.toString(),
                        "LANDFALL_GIT_ORIGIN", origin,
                        "LANDFALL_GIT_ASKED", origin.replace("://", "://" + USER + "@"),
                        "LANDFALL_GIT_USER", USER,
                        "LANDFALL_GIT_TOKEN", token),
                List.of(script));
    }

    private static GitLogin key(GitAddress address, String key, JobContext context) {
        if (!address.isSsh()) {
            throw LandfallException.invalid(
                    "An SSH key logs in to ssh addresses only: use git@host:path, or a token for an https URL.");
        }
        var file = context.folders().work().resolve("git-key");
        write(file, key.replace("\r\n", "\n").strip() + "\n", "rw-------");
        return new GitLogin(ssh(context, file), List.of(file));
    }

    private static Map<String, String> ssh(JobContext context, @Nullable Path key) {
        var known = context.folders().cache().resolve("known_hosts");
        var command = "ssh -F /dev/null -o BatchMode=yes -o StrictHostKeyChecking=accept-new -o ConnectTimeout=20"
                + " -o ServerAliveInterval=15 -o ServerAliveCountMax=4 -o ForwardAgent=no -o UserKnownHostsFile="
                + quoted(known)
                + (key == null ? "" : " -o IdentitiesOnly=yes -o IdentityAgent=none -i " + quoted(key));
        return Map.of("GIT_SSH_COMMAND", command);
    }

    private static String quoted(Path path) {
        return "'" + path.toString().replace("'", "'\\''") + "'";
    }

    private static void write(Path file, String text, String mode) {
        try {
            Files.deleteIfExists(file);
            var permissions = PosixFilePermissions.fromString(mode);
            try (var channel = Files.newByteChannel(
                    file,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(permissions))) {
                channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            }
        } catch (IOException e) {
            throw LandfallException.unavailable("The login for git could not be prepared: " + e.getMessage(), e);
        }
    }
}
