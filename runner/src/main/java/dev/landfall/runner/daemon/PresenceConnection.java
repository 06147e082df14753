package dev.landfall.runner.daemon;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.runner.client.HttpControlPlaneClient;
import dev.landfall.runner.client.HttpTransport;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection that stays open while this process lives, so that a control plane on the same machine notices its death at
 * once. Where the control plane has no such thing (404) it is not used.
 */
final class PresenceConnection {

    /** A live connection says something every second. */
    static final Duration SILENCE = Duration.ofSeconds(15);

    private static final Logger log = LoggerFactory.getLogger(PresenceConnection.class);

    private final HttpTransport transport;
    private final HttpControlPlaneClient client;
    private final URI address;
    private final AtomicReference<@Nullable InputStream> open = new AtomicReference<>();
    private volatile long heardNanos;

    PresenceConnection(HttpTransport transport, HttpControlPlaneClient client, URI server) {
        this.transport = transport;
        this.client = client;
        this.address = URI.create(server + "/v1/runner/presence");
    }

    /**
     * Connects and stays until the connection ends.
     *
     * @return whether to connect again
     */
    boolean once() {
        var request = HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + client.sessionToken())
                .build();
        try {
            var response = transport.open(request, SILENCE);
            try (var body = response.body()) {
                if (response.statusCode() == 200) {
                    listen(body);
                }
            }
            return response.statusCode() != 404;
        } catch (LandfallException | IOException e) {
            log.atDebug().setCause(e).log("the presence connection ended");
            return true;
        }
    }

    /** Ends a connection that has gone silent; called now and then by another thread. */
    void closeIfSilent() {
        if (System.nanoTime() - heardNanos > SILENCE.toNanos()) {
            close();
        }
    }

    void close() {
        var body = open.getAndSet(null);
        if (body != null) {
            try {
                body.close();
            } catch (IOException e) {
                log.atDebug().setCause(e).log("the presence connection could not be closed");
            }
        }
    }

    private void listen(InputStream body) throws IOException {
        heardNanos = System.nanoTime();
        open.set(body);
        try {
            while (body.read() >= 0) {
                heardNanos = System.nanoTime();
            }
        } finally {
            open.set(null);
        }
    }
}
