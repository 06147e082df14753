package dev.landfall.runner.config;

import dev.landfall.protocol.error.LandfallException;
import java.net.URI;
import java.net.URISyntaxException;

/** The control plane's address as people write it. */
public final class ServerAddress {

    private ServerAddress() {}

    /**
     * @return http or https with a host, without a slash at its end
     * @throws LandfallException INVALID when it is anything else
     */
    public static URI parse(String text) {
        try {
            var uri = new URI(text.strip().replaceAll("/+$", ""));
            if (isHttp(uri) && uri.getHost() != null && uri.getUserInfo() == null && uri.getQuery() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // the same sentence serves both
        }
        throw LandfallException.invalid("'" + text.strip() + "' is not the address of a control plane: give one like"
                + " https://landfall.example.com or http://127.0.0.1:8080, without user name or query.");
    }

    private static boolean isHttp(URI uri) {
        return "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
    }
}
