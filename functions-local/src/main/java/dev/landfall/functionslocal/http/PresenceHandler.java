package dev.landfall.functionslocal.http;

import com.sun.net.httpserver.HttpExchange;
import dev.landfall.protocol.error.LandfallException;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /v1/runner/presence}: a connection that a runner holds open for as long as it lives. One newline a second
 * goes over it; when that fails the runner is gone, and its attempts are disconnected at once rather than by missing
 * heartbeats.
 */
public final class PresenceHandler implements ExchangeHandler {

    public static final Pattern PATH = Pattern.compile("/v1/runner/presence");

    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(PresenceHandler.class);

    private final Gate gate;

    /** What the control plane knows of runners. */
    public interface Gate {

        /**
         * @return what to do when the connection is gone
         * @throws LandfallException UNAUTHENTICATED when the token is not one of a runner's session
         */
        Runnable admit(String token);
    }

    public PresenceHandler(Gate gate) {
        this.gate = gate;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Runnable gone;
        try {
            gone = gate.admit(Headers.bearerToken(exchange));
        } catch (LandfallException e) {
            Replies.error(exchange, e);
            return;
        }
        exchange.getResponseHeaders().set("content-type", "text/plain");
        exchange.sendResponseHeaders(200, 0);
        try {
            beat(exchange);
        } catch (IOException e) {
            LOG.atInfo().log("a runner's connection closed");
            gone.run();
        }
    }

    private static void beat(HttpExchange exchange) throws IOException {
        var out = exchange.getResponseBody();
        try {
            while (true) {
                out.write('\n');
                out.flush();
                Thread.sleep(BEAT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
