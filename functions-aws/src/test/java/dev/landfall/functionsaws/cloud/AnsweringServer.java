package dev.landfall.functionsaws.cloud;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A server that answers every request by a function of its body, and keeps the bodies. */
public final class AnsweringServer implements AutoCloseable {

    /** A reply. */
    public record Answer(int status, String contentType, String body) {}

    private final HttpServer server;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private AnsweringServer(HttpServer server) {
        this.server = server;
    }

    public static AnsweringServer start(Function<String, Answer> answers) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var answering = new AnsweringServer(server);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", exchange -> answering.answer(exchange, answers));
            server.start();
            return answering;
        } catch (IOException e) {
            throw new UncheckedIOException("No server could be started on the loopback address.", e);
        }
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Bodies in the order in which they came. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange, Function<String, Answer> answers) throws IOException {
        try (exchange) {
            var request = new String(exchange.getRequestBody().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            requests.add(request);
            var answer = answers.apply(request);
            var body = answer.body().getBytes(java.nio.charset.StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
