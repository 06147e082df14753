package dev.landfall.integration.azure;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.landfall.emulators.Azurite;
import dev.landfall.protocol.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Map;

/**
 * Where a function app gets tokens of its managed identity: a GET with a secret header.
 *
 * @see <a href="https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference">REST
 *     endpoint reference</a>
 */
final class IdentityEndpoint implements AutoCloseable {

    static final String HEADER = "the-platforms-own-secret";

    private final HttpServer server;

    private IdentityEndpoint(HttpServer server) {
        this.server = server;
    }

    static IdentityEndpoint start() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/msi/token", IdentityEndpoint::answer);
            server.start();
            return new IdentityEndpoint(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the platform puts into the environment. */
    Map<String, String> environment() {
        return Map.of(
                "IDENTITY_ENDPOINT",
                "http://127.0.0.1:" + server.getAddress().getPort() + "/msi/token",
                "IDENTITY_HEADER",
                HEADER);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var query = String.valueOf(exchange.getRequestURI().getQuery());
            var header = exchange.getRequestHeaders().getFirst("X-IDENTITY-HEADER");
            if (!HEADER.equals(header) || !query.contains("resource=") || !query.contains("api-version=2019-08-01")) {
                exchange.sendResponseHeaders(400, -1);
                return;
            }
            var now = Instant.now();
            var body = Json.write(Map.of(
                    "access_token",
                    Azurite.token(now),
                    "expires_on",
                    String.valueOf(now.plusSeconds(3_600).getEpochSecond()),
                    "resource",
                    "https://storage.azure.com",
                    "token_type",
                    "Bearer"));
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
