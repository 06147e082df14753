package dev.landfall.functionsaws.cloud;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Hands requests on to a service, and loses as many replies as it is told: the service did what it was asked. */
public final class LosingProxy implements AutoCloseable {

    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final Set<String> OWN_HEADERS = Set.of("connection", "content-length", "host", "expect", "upgrade");

    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI target;
    private final AtomicInteger lost = new AtomicInteger();

    private LosingProxy(HttpServer server, URI target) {
        this.server = server;
        this.target = target;
    }

    public static LosingProxy start(URI target) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var proxy = new LosingProxy(server, target);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", proxy::handOn);
            server.start();
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException("No server could be started on the loopback address.", e);
        }
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Loses the next replies. */
    public void lose(int replies) {
        lost.set(replies);
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
    }

    private void handOn(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = HttpRequest.newBuilder(target.resolve(exchange.getRequestURI()))
                    .timeout(DEADLINE)
                    .method(
                            exchange.getRequestMethod(),
                            HttpRequest.BodyPublishers.ofByteArray(
                                    exchange.getRequestBody().readAllBytes()));
            exchange.getRequestHeaders().forEach((name, values) -> {
                if (!OWN_HEADERS.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                    values.forEach(value -> request.header(name, value));
                }
            });
            var reply = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (lost.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                return;
            }
            reply.headers()
                    .firstValue("Content-Type")
                    .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            reply.headers()
                    .firstValue("x-amz-crc32")
                    .ifPresent(crc -> exchange.getResponseHeaders().set("x-amz-crc32", crc));
            exchange.sendResponseHeaders(reply.statusCode(), reply.body().length == 0 ? -1 : reply.body().length);
            exchange.getResponseBody().write(reply.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
