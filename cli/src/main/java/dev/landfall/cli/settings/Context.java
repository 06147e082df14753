package dev.landfall.cli.settings;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A saved server. It has a token, or the file that holds one, or neither.
 *
 * @param server base address, {@code http} or {@code https}
 */
public record Context(
        String server, @Nullable String token, @Nullable String tokenFile) {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    public Context {
        requireAddress(server);
    }

    public Optional<String> tokenText() {
        return Optional.ofNullable(token);
    }

    /** Never shows the token. */
    @Override
    public String toString() {
        return "Context[" + server + "]";
    }

    /**
     * Reads a server's base address.
     *
     * @throws LandfallException INVALID when it is none
     */
    public static URI requireAddress(String text) {
        try {
            var uri = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if ((scheme.equals("http") || scheme.equals("https"))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw badAddress(text, e);
        }
        throw badAddress(text, null);
    }

    /** Whether that server is on this machine, so that plain http shows the token to nobody else. */
    static boolean onThisMachine(URI server) {
        return THIS_MACHINE.contains(String.valueOf(server.getHost()).toLowerCase(Locale.ROOT));
    }

    private static LandfallException badAddress(String text, @Nullable Throwable cause) {
        return new LandfallException(
                ErrorKind.INVALID,
                "'" + text + "' is not a server's address: write it like https://landfall.example.com, without user or"
                        + " password.",
                cause);
    }
}
