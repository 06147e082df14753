package dev.landfall.runner.source;

import dev.landfall.protocol.error.LandfallException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A repository's address: {@code https}, {@code http}, {@code ssh}, {@code git} and {@code file} URLs,
 * {@code user@host:path}, or an absolute path. Never with a password in it.
 */
final class GitAddress {

    /** What git itself is told to allow; {@code ext} and other helpers that run commands are not among them. */
    static final String ALLOWED_PROTOCOLS = "https:http:ssh:git:file";

    private static final Set<String> SCHEMES = Set.of("https", "http", "ssh", "git", "file");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final Pattern SCP_LIKE =
            Pattern.compile("(?:[A-Za-z0-9._-]+@)?[A-Za-z0-9][A-Za-z0-9.-]*:(?!-|//)[^\\s:]+");
    private static final int MAX_CHARACTERS = 2_000;

    private final String text;
    private final Optional<URI> url;

    private GitAddress(String text, Optional<URI> url) {
        this.text = text;
        this.url = url;
    }

    static GitAddress parse(String text) {
        if (text.isBlank() || text.length() > MAX_CHARACTERS || text.startsWith("-") || hasControl(text)) {
            throw unusable();
        }
        if (text.startsWith("/") || isScpLike(text)) {
            return new GitAddress(text, Optional.empty());
        }
        var url = url(text);
        if (url.getRawUserInfo() != null && (url.getRawUserInfo().contains(":") || isHttp(url))) {
            throw LandfallException.invalid(
                    "The address of a git repository must not hold credentials: remove them from "
                            + "the URL and put the token into the secret store.");
        }
        return new GitAddress(text, Optional.of(url));
    }

    /** As git gets it. */
    String text() {
        return text;
    }

    /** {@code https://host:port} as git names the server when it asks for a password; empty unless it is HTTP. */
    Optional<String> httpOrigin() {
        return url.filter(GitAddress::isHttp).map(u -> u.getScheme() + "://" + u.getRawAuthority());
    }

    /** Whether a token may be sent there: encrypted, or not leaving the machine. */
    boolean safeForToken() {
        return url.map(u -> "https".equalsIgnoreCase(u.getScheme())
                        || ("http".equalsIgnoreCase(u.getScheme()) && LOOPBACK.contains(u.getHost())))
                .orElse(false);
    }

    boolean isSsh() {
        return url.map(u -> "ssh".equalsIgnoreCase(u.getScheme())).orElse(!text.startsWith("/"));
    }

    private static boolean isScpLike(String text) {
        return SCP_LIKE.matcher(text).matches() && !SCHEMES.contains(text.substring(0, text.indexOf(':')));
    }

    private static boolean isHttp(URI url) {
        return url.getScheme().toLowerCase(Locale.ROOT).startsWith("http");
    }

    private static URI url(String text) {
        try {
            var url = new URI(text);
            if (url.getScheme() == null || !SCHEMES.contains(url.getScheme())) {
                throw unusable();
            }
            if (!url.getScheme().equals("file") && url.getHost() == null) {
                throw unusable();
            }
            return url;
        } catch (URISyntaxException e) {
            throw unusable();
        }
    }

    private static boolean hasControl(String text) {
        return text.chars().anyMatch(c -> c < 0x20 || c == 0x7f);
    }

    /** Says nothing of the text: it may hold a password. */
    private static LandfallException unusable() {
        return LandfallException.invalid(
                "The address of the git repository cannot be used: write an https, http, ssh, git or "
                        + "file URL in lower case, user@host:path, or an absolute path.");
    }
}
