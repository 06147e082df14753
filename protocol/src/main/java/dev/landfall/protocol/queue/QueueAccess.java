package dev.landfall.protocol.queue;

import java.net.URI;
import java.time.Instant;
import java.util.Map;

/**
 * Access to one pool's queue, lent for minutes.
 *
 * @param type which protocol the queue speaks: {@code landfall} for the local server's long poll
 * @param url of the queue
 * @param credentials by name, as the type needs them; secret
 */
public record QueueAccess(String type, URI url, Map<String, String> credentials, Instant expiresAt) {

    /** The long poll of a control plane on one machine. */
    public static final String LANDFALL = "landfall";

    public QueueAccess {
        credentials = credentials == null ? Map.of() : Map.copyOf(credentials);
    }

    @Override
    public String toString() {
        return "QueueAccess[" + type + ", " + url + ", expires " + expiresAt + "]";
    }
}
