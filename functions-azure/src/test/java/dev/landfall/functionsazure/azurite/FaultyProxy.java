package dev.landfall.functionsazure.azurite;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.landfall.emulators.Azurite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

/** Stands before one of Azurite's services and does to requests what the queue of faults says; after it, nothing. */
public final class FaultyProxy implements AutoCloseable {

    private static final Set<String> OWN_HEADERS =
            Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade", "keep-alive");

    /** What happens to a request. */
    public enum Fault {
        NONE,
        /** The service does it, and its reply is lost. */
        LOST_REPLY,
        /** The service is too busy and does nothing. */
        THROTTLED,
        /** The service fails before it does anything. */
        BROKEN
    }

    private final URI service;
    private final HttpsServer server;
    private final HttpClient client;
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();

    private FaultyProxy(URI service, HttpsServer server, HttpClient client) {
        this.service = service;
        this.server = server;
        this.client = client;
    }

    public static FaultyProxy before(URI service) {
        try {
            var trust = AzuriteStorage.azurite().trustStore();
            var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(Azurite.serverTls(trust)));
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            var client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .sslContext(Azurite.tls(trust))
                    .build();
            var proxy = new FaultyProxy(service, server, client);
            server.createContext("/", proxy::handle);
            server.start();
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The service's address by way of this proxy. */
    public URI uri() {
        return URI.create("https://127.0.0.1:" + server.getAddress().getPort() + service.getPath());
    }

    /** The faults of the next requests, in order. */
    public void next(Fault... coming) {
        faults.clear();
        faults.addAll(List.of(coming));
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        var fault = faults.poll();
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            switch (fault == null ? Fault.NONE : fault) {
                case NONE -> forward(exchange, body, true);
                case LOST_REPLY -> forward(exchange, body, false);
                case THROTTLED -> exchange.sendResponseHeaders(503, -1);
                case BROKEN -> exchange.sendResponseHeaders(500, -1);
            }
        }
    }

    private void forward(HttpExchange exchange, byte[] body, boolean answer) throws IOException {
        var address = URI.create("https://" + service.getAuthority() + exchange.getRequestURI());
        var request =
                HttpRequest.newBuilder(address).method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            var response = client.send(request.build(), BodyHandlers.ofByteArray());
            if (!answer) {
                return;
            }
            response.headers().map().forEach((name, values) -> {
                if (!OWN_HEADERS.contains(name)) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            exchange.sendResponseHeaders(
                    response.statusCode(), response.body().length == 0 ? -1 : response.body().length);
            exchange.getResponseBody().write(response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
