package dev.landfall.runner.queue.azure;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.landfall.protocol.queue.QueueAccess;
import dev.landfall.runner.queue.HandQueue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Azure Queue Storage, as strict as the service about what it is asked; a signature is good when it is the one it knows. */
final class FakeStorageQueue implements AutoCloseable {

    static {
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HandQueue queue = new HandQueue();
    private final AtomicInteger looks = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private volatile Answer override = new Answer(0, "");

    private record Answer(int status, String body) {}

    FakeStorageQueue() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    HandQueue queue() {
        return queue;
    }

    /** How often somebody looked for messages. */
    int looks() {
        return looks.get();
    }

    /** Every call is answered with this from now on. */
    void answer(int status, String body) {
        override = new Answer(status, body);
    }

    QueueAccess access(String permissions, String signature, String name) {
        return new QueueAccess(
                QueueAccess.AZURE_STORAGE_QUEUE,
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/account/" + name),
                Map.of(QueueAccess.SAS, "sv=2025-07-05&sp=" + permissions + "&sig=" + signature),
                Instant.parse("2030-01-01T00:00:00Z"));
    }

    QueueAccess access(String permissions) {
        return access(permissions, "good%2Bsignature%3D", "lf-pool");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            var answer = override.status() == 0 ? answer(exchange) : override;
            var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/xml");
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer answer(HttpExchange exchange) throws InterruptedException {
        var query = query(exchange.getRequestURI());
        if (!"2021-12-02".equals(exchange.getRequestHeaders().getFirst("x-ms-version"))) {
            return error(400, "InvalidHeaderValue");
        }
        if (!"good+signature=".equals(query.get("sig"))) {
            return error(403, "AuthenticationFailed");
        }
        var path = exchange.getRequestURI().getPath();
        if (!path.startsWith("/account/lf-pool/messages")) {
            return error(404, "QueueNotFound");
        }
        var permissions = query.getOrDefault("sp", "");
        return switch (exchange.getRequestMethod()) {
            case "GET" -> permissions.contains("p") ? get(query) : error(403, "AuthorizationPermissionMismatch");
            case "DELETE" ->
                permissions.contains("p")
                        ? ifThere(queue.delete(query.getOrDefault("popreceipt", "")))
                        : error(403, "AuthorizationPermissionMismatch");
            case "PUT" ->
                permissions.contains("u") && "0".equals(query.get("visibilitytimeout"))
                        ? ifThere(queue.release(query.getOrDefault("popreceipt", "")))
                        : error(403, "AuthorizationPermissionMismatch");
            default -> error(405, "UnsupportedHttpVerb");
        };
    }

    private Answer get(Map<String, String> query) throws InterruptedException {
        looks.incrementAndGet();
        int max = Integer.parseInt(query.getOrDefault("numofmessages", "1"));
        int hidden = Integer.parseInt(query.getOrDefault("visibilitytimeout", "30"));
        var list = new StringBuilder("\uFEFF<?xml version=\"1.0\" encoding=\"utf-8\"?><QueueMessagesList>");
        for (var message : queue.receive(max, Duration.ZERO, Duration.ofSeconds(hidden))) {
            list.append("<QueueMessage><MessageId>")
                    .append(message.id())
                    .append("</MessageId><InsertionTime>Fri, 09 Oct 2009 21:04:30 GMT</InsertionTime><PopReceipt>")
                    .append(message.receipt())
                    .append("</PopReceipt><DequeueCount>")
                    .append(message.received())
                    .append("</DequeueCount><MessageText>")
                    .append(message.body()
                            .replace("&", "&amp;")
                            .replace("<", "&lt;")
                            .replace(">", "&gt;"))
                    .append("</MessageText></QueueMessage>");
        }
        return new Answer(200, list.append("</QueueMessagesList>").toString());
    }

    private static Answer ifThere(boolean there) {
        return there ? new Answer(204, "") : error(404, "MessageNotFound");
    }

    private static Answer error(int status, String code) {
        return new Answer(
                status,
                "<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>" + code
                        + "</Code><Message>refused by the fake</Message></Error>");
    }

    private static Map<String, String> query(URI uri) {
        var members = new HashMap<String, String>();
        for (var pair : uri.getRawQuery().split("&", -1)) {
            var parts = pair.split("=", 2);
            members.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return members;
    }
}
