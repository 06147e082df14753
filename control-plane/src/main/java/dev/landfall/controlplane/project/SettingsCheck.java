package dev.landfall.controlplane.project;

import dev.landfall.controlplane.http.NearestName;
import dev.landfall.controlplane.secretaccess.SecretScope;
import dev.landfall.formats.ci.PathFilter;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.job.GitCredentials;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks what a request says about a project. */
final class SettingsCheck {

    static final List<String> EVENTS = List.of("push", "tag_created");

    private static final int MAX_GLOBS = 100;
    private static final int MAX_GLOB_LENGTH = 200;
    private static final Pattern SECRET_PATH = Pattern.compile("[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*");

    private SettingsCheck() {}

    static List<String> events(List<String> events) {
        if (events.isEmpty()) {
            throw LandfallException.invalid("A project needs at least one event: " + String.join(", ", EVENTS) + ".");
        }
        for (String event : events) {
            if (!EVENTS.contains(event)) {
                throw LandfallException.invalid("'" + NearestName.shown(event) + "' is no event that starts jobs"
                        + NearestName.hint(event, EVENTS) + "; known: " + String.join(", ", EVENTS) + ".");
            }
        }
        return events.stream().distinct().toList();
    }

    static List<String> globs(List<String> globs, String what) {
        if (globs.size() > MAX_GLOBS) {
            throw LandfallException.limit("A project has at most " + MAX_GLOBS + " globs of " + what + ".");
        }
        for (String glob : globs) {
            if (glob == null || glob.isBlank() || glob.length() > MAX_GLOB_LENGTH) {
                throw LandfallException.invalid(
                        "A glob of " + what + " has 1 to " + MAX_GLOB_LENGTH + " characters; one of these has not.");
            }
        }
        return globs;
    }

    static PathFilter paths(ProjectSettings.Paths paths) {
        var include = paths.include() == null ? List.<String>of() : paths.include();
        var exclude = paths.exclude() == null ? List.<String>of() : paths.exclude();
        return new PathFilter(globs(include, "paths.include"), globs(exclude, "paths.exclude"));
    }

    static List<String> secretPaths(List<String> prefixes) {
        if (prefixes.size() > SecretScope.MAX_PREFIXES) {
            throw LandfallException.limit("A project has at most " + SecretScope.MAX_PREFIXES + " secret paths.");
        }
        for (String prefix : prefixes) {
            if (prefix == null || !SECRET_PATH.matcher(prefix).matches()) {
                throw LandfallException.invalid("'" + NearestName.shown(String.valueOf(prefix))
                        + "' is no secret path; use segments of letters, digits, '-' and '_' with '/' between them.");
            }
        }
        return prefixes;
    }

    static @Nullable GitCredentials credentials(@Nullable GitCredentials credentials, RepositoryAddress repository) {
        if (credentials == null) {
            return null;
        }
        if (credentials.type() == null || credentials.secret() == null) {
            throw LandfallException.invalid("gitCredentials need a type (TOKEN or SSH_KEY) and a secret (path:key).");
        }
        var fits = switch (credentials.type()) {
            case TOKEN -> repository.url().startsWith("https://");
            case SSH_KEY -> repository.transport() == RepositoryAddress.Transport.SSH;
        };
        if (!fits) {
            throw LandfallException.invalid("Credentials of the type " + credentials.type() + " do not fit the address "
                    + repository.url() + ": a TOKEN needs https, an SSH_KEY needs ssh.");
        }
        return credentials;
    }
}
