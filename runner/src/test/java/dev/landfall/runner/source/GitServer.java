package dev.landfall.runner.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves bare repositories to those who know the token: by git's own CGI program, or as plain files. */
final class GitServer implements AutoCloseable {

    /** How a server speaks. */
    enum Protocol {
        SMART,
        DUMB
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Path root;
    private final Protocol protocol;
    private final String authorization;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    GitServer(Path root, Protocol protocol, String token) throws IOException {
        this.root = root;
        this.protocol = protocol;
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(("x-access-token:" + token).getBytes(UTF_8));
        this.server =
                HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 16);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String url(String repository) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + repository;
    }

    /** Method, path and query of each request. */
    List<String> requests() {
        return requests;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            if (!authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"git\"");
                exchange.sendResponseHeaders(401, -1);
            } else if (protocol == Protocol.SMART) {
                smart(exchange);
            } else {
                dumb(exchange);
            }
        }
    }

    private void dumb(HttpExchange exchange) throws IOException {
        var file = root.resolve(exchange.getRequestURI().getPath().substring(1));
        if (!Files.isRegularFile(file)) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        var bytes = Files.readAllBytes(file);
        exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void smart(HttpExchange exchange) throws IOException {
        var builder = new ProcessBuilder("git", "http-backend").redirectError(ProcessBuilder.Redirect.DISCARD);
        var uri = exchange.getRequestURI();
        builder.environment()
                .putAll(Map.of(
                        "GIT_PROJECT_ROOT", root.toString(),
                        "GIT_HTTP_EXPORT_ALL", "1",
                        "REQUEST_METHOD", exchange.getRequestMethod(),
                        "PATH_INFO", uri.getPath(),
                        "QUERY_STRING", uri.getQuery() == null ? "" : uri.getQuery(),
                        "CONTENT_TYPE", header(exchange, "Content-Type"),
                        "HTTP_CONTENT_ENCODING", header(exchange, "Content-Encoding"),
                        "GIT_PROTOCOL", header(exchange, "Git-Protocol"),
                        "REMOTE_ADDR", "127.0.0.1"));
        var process = builder.start();
        try (var in = process.getOutputStream()) {
            exchange.getRequestBody().transferTo(in);
        }
        reply(exchange, process.getInputStream().readAllBytes());
    }

    private static void reply(HttpExchange exchange, byte[] cgi) throws IOException {
        int end = new String(cgi, ISO_8859_1).indexOf("\r\n\r\n");
        int status = 200;
        for (var line : new String(cgi, 0, end, ISO_8859_1).split("\r\n", -1)) {
            var value = line.substring(line.indexOf(':') + 1).strip();
            if (line.startsWith("Status:")) {
                status = Integer.parseInt(value.substring(0, 3));
            } else if (line.startsWith("Content-Type:")) {
                exchange.getResponseHeaders().add("Content-Type", value);
            }
        }
        int from = end + 4;
        exchange.sendResponseHeaders(status, cgi.length == from ? -1 : cgi.length - from);
        exchange.getResponseBody().write(cgi, from, cgi.length - from);
    }

    private static String header(HttpExchange exchange, String name) {
        var value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }
}
