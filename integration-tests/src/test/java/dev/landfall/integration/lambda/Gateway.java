package dev.landfall.integration.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.landfall.protocol.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;

/** An HTTP API whose every route is one function: requests become events of payload format 2.0, replies become replies. */
public final class Gateway implements AutoCloseable {

    /** What a synchronous invocation takes. */
    private static final int MAX_EVENT_BYTES = 6 * 1024 * 1024;

    private static final int MAX_BODY_BYTES = 10 * 1024 * 1024;

    private final HttpServer server;
    private final GatewayEvent.Kind kind;

    private Gateway(HttpServer server, GatewayEvent.Kind kind) {
        this.server = server;
        this.kind = kind;
    }

    /** Takes an address; until {@link #serve} nothing is answered there. */
    public static Gateway bind(GatewayEvent.Kind kind) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            return new Gateway(server, kind);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void serve(Function function) {
        server.createContext("/", exchange -> handle(exchange, function));
        server.start();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange, Function function) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
            var event = body.length > MAX_BODY_BYTES ? new byte[MAX_EVENT_BYTES + 1] : kind.event(exchange, body);
            if (event.length > MAX_EVENT_BYTES) {
                send(exchange, 413, "{\"message\":\"Request Entity Too Large\"}".getBytes(StandardCharsets.UTF_8));
                return;
            }
            switch (function.invoke(event)) {
                case Outcome.Reply reply -> reply(exchange, Json.readTree(reply.payload()));
                case Outcome.Failure failure ->
                    send(exchange, 500, "{\"message\":\"Internal Server Error\"}".getBytes(StandardCharsets.UTF_8));
                case Outcome.Crash crash ->
                    send(exchange, 503, "{\"message\":\"Service Unavailable\"}".getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static void reply(HttpExchange exchange, JsonNode reply) throws IOException {
        var headers = exchange.getResponseHeaders();
        reply.path("headers")
                .properties()
                .forEach(
                        header -> headers.set(header.getKey(), header.getValue().asString()));
        reply.path("cookies").forEach(cookie -> headers.add("set-cookie", cookie.asString()));
        send(exchange, reply.path("statusCode").asInt(), body(reply));
    }

    private static byte[] body(JsonNode reply) {
        return reply.path("isBase64Encoded").asBoolean(false)
                ? reply.path("body").binaryValue()
                : reply.path("body").asString("").getBytes(StandardCharsets.UTF_8);
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }
}
