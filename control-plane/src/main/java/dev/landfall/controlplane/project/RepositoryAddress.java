package dev.landfall.controlplane.project;

import dev.landfall.controlplane.http.NearestName;
import dev.landfall.protocol.error.LandfallException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a git repository is. {@code https://host/owner/name}, {@code ssh://git@host/owner/name.git} and
 * {@code git@host:owner/name.git} have one identity, {@code host/owner/name}; a local path or {@code file:} address has its
 * path as identity.
 *
 * @param url to hand to git, without credentials
 * @param identity the same for all addresses of one repository
 */
record RepositoryAddress(String url, String identity, Transport transport) {

    private static final int MAX_LENGTH = 500;
    private static final Pattern SCP = Pattern.compile("([A-Za-z0-9_.-]+@)?([A-Za-z0-9.-]+):(?!//)([^:]+)");

    /** How git gets there. */
    enum Transport {
        HTTP,
        SSH,
        FILE
    }

    /**
     * @throws LandfallException INVALID when git has no such address, or it holds credentials
     */
    static RepositoryAddress parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            throw LandfallException.invalid(
                    "The project needs a repository: an https, ssh or git@ address, or a path.");
        }
        if (text.length() > MAX_LENGTH || text.startsWith("-") || text.chars().anyMatch(c -> c <= ' ' || c == 127)) {
            throw refused(text);
        }
        if (text.startsWith("/")) {
            return file(text, text);
        }
        var scp = SCP.matcher(text);
        if (!text.contains("://") && scp.matches()) {
            return new RepositoryAddress(text, identity(scp.group(2), scp.group(3)), Transport.SSH);
        }
        return ofUri(text);
    }

    /** The identity of an address that somebody else sent; empty when it is none. */
    static Optional<String> identityOf(String text) {
        try {
            return Optional.of(parse(text).identity());
        } catch (LandfallException e) {
            return Optional.empty();
        }
    }

    private static RepositoryAddress ofUri(String text) {
        URI uri = uri(text);
        var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        var host = uri.getHost();
        var path = uri.getPath();
        return switch (scheme) {
            case "http", "https" ->
                new RepositoryAddress(
                        withoutCredentials(text, uri),
                        identity(require(host, text), require(path, text)),
                        Transport.HTTP);
            case "ssh", "git+ssh" ->
                new RepositoryAddress(text, identity(require(host, text), require(path, text)), Transport.SSH);
            case "file" -> file(text, require(path, text));
            default -> throw refused(text);
        };
    }

    private static RepositoryAddress file(String url, String path) {
        return new RepositoryAddress(url, trimmed(path), Transport.FILE);
    }

    private static String withoutCredentials(String text, URI uri) {
        if (uri.getRawUserInfo() != null) {
            throw LandfallException.invalid(
                    "The repository's address holds credentials; store them as a secret and name it"
                            + " in gitCredentials.");
        }
        return text;
    }

    private static String identity(String host, String path) {
        return host.toLowerCase(Locale.ROOT) + "/" + trimmed(path).toLowerCase(Locale.ROOT);
    }

    private static String trimmed(String path) {
        int start = 0;
        int end = path.length();
        while (start < end && path.charAt(start) == '/') {
            start++;
        }
        while (end > start && path.charAt(end - 1) == '/') {
            end--;
        }
        var middle = path.substring(start, end);
        return middle.endsWith(".git") ? middle.substring(0, middle.length() - 4) : middle;
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw refused(text);
        }
    }

    private static String require(@Nullable String part, String text) {
        if (part == null || part.isEmpty() || part.equals("/")) {
            throw refused(text);
        }
        return part;
    }

    private static LandfallException refused(String text) {
        var shown = text.contains("@") && text.contains("://") ? "that" : "'" + NearestName.shown(text) + "'";
        return LandfallException.invalid(shown + " is no repository address; use https://host/owner/name,"
                + " ssh://git@host/owner/name, git@host:owner/name.git or an absolute path.");
    }
}
