package dev.landfall.integration.identity;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.landfall.protocol.json.Json;
import dev.landfall.testkit.identity.StrictSts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** The metadata service of an instance: of AWS in version 2 only, of Azure only with its header. */
final class PlayedMetadata implements AutoCloseable {

    static final String CLIENT_ID = "client-1";

    private static final String ROLES = "/latest/meta-data/iam/security-credentials/";

    private final HttpServer server;
    private volatile StrictSts.Session session;
    private volatile String azureToken = "";

    PlayedMetadata(StrictSts.Session session) throws IOException {
        this.session = session;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.createContext("/", this::handle);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** From now on this is another instance. */
    void become(StrictSts.Session other) {
        session = other;
    }

    void azureToken(String token) {
        azureToken = token;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var answer = answer(exchange).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.length == 0 ? 404 : 200, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private String answer(HttpExchange exchange) {
        var path = exchange.getRequestURI().getPath();
        var headers = exchange.getRequestHeaders();
        if (path.equals("/metadata/identity/oauth2/token")) {
            return "true".equals(headers.getFirst("Metadata")) ? azure(exchange.getRequestURI()) : "";
        }
        if (path.equals("/latest/api/token")) {
            return exchange.getRequestMethod().equals("PUT") ? "imds-token" : "";
        }
        if (!"imds-token".equals(headers.getFirst("X-aws-ec2-metadata-token"))) {
            return "";
        }
        return switch (path) {
            case "/latest/meta-data/placement/region" -> "eu-central-1";
            case ROLES -> "runner";
            case ROLES + "runner" ->
                Json.writeString(Map.of(
                        "Code", "Success",
                        "AccessKeyId", session.accessKeyId(),
                        "SecretAccessKey", session.secret(),
                        "Token", session.token(),
                        "Expiration", Instant.now().plusSeconds(3600)));
            default -> "";
        };
    }

    private String azure(URI uri) {
        boolean asked = uri.getQuery().contains("client_id=" + CLIENT_ID)
                && uri.getQuery().contains("resource=api://AzureADTokenExchange");
        return asked
                ? Json.writeString(
                        Map.of("access_token", azureToken, "expires_on", "1", "resource", "api://AzureADTokenExchange"))
                : "";
    }
}
