package dev.landfall.integration.azure;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;

/** Serves an {@code httpTrigger} that takes every path. Methods that it does not name are answered 404, as in Azure. */
final class HttpListener implements AutoCloseable {

    private final FunctionDefinition function;
    private final Worker worker;
    private final HttpServer server;

    HttpListener(
            FunctionDefinition function, List<FunctionDefinition> all, HostSettings settings, Worker worker, int port)
            throws IOException {
        var route =
                settings.routePrefix() + "/" + function.trigger().path("route").asString();
        if (!route.equals("/{*path}")) {
            throw new IllegalStateException("This host serves the route /{*path} alone, not " + route);
        }
        this.function = function;
        this.worker = worker;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        all.stream()
                .filter(other -> other.type().equals("timerTrigger"))
                .forEach(timer -> server.createContext(
                        "/admin/functions/" + timer.name(), exchange -> runByHand(exchange, timer)));
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!takes(exchange.getRequestMethod())) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            var answer = (HttpMessage.Answer) worker.invoke(function, message(exchange));
            if (answer == null) {
                throw new IllegalStateException("The function answered nothing.");
            }
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            var body = (byte[]) answer.getBody();
            exchange.sendResponseHeaders(answer.getStatusCode(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        } catch (RuntimeException e) {
            System.err.println("http failed: " + e);
            exchange.sendResponseHeaders(500, -1);
        }
    }

    /** As the real host's administration lets a timer be run now. */
    private void runByHand(HttpExchange exchange, FunctionDefinition timer) throws IOException {
        try (exchange) {
            worker.invoke(timer, "{}");
            exchange.sendResponseHeaders(202, -1);
        } catch (RuntimeException e) {
            System.err.println("function " + timer.name() + " failed: " + e);
            exchange.sendResponseHeaders(500, -1);
        }
    }

    private boolean takes(String method) {
        for (var named : function.trigger().path("methods")) {
            if (named.asString().equalsIgnoreCase(method)) {
                return true;
            }
        }
        return false;
    }

    private HttpMessage message(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        return new HttpMessage(
                exchange.getRequestMethod(),
                URI.create(uri() + exchange.getRequestURI().toString()),
                headers,
                exchange.getRequestBody().readAllBytes());
    }
}
