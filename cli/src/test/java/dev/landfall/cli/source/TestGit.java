package dev.landfall.cli.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A git repository of the test, served over http by git's own CGI program, or as plain files. */
public final class TestGit implements AutoCloseable {

    /** How the server speaks. */
    enum Protocol {
        SMART,
        DUMB,
        WANTS_LOGIN
    }

    private final Path work;
    private final Path root;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile Protocol protocol = Protocol.SMART;

    public TestGit(Path folder) throws IOException {
        work = Files.createDirectories(folder.resolve("work"));
        root = Files.createDirectories(folder.resolve("served"));
        run(work, "git", "init", "-q", "-b", "main");
        run(root, "git", "init", "-q", "--bare", "-b", "main", "app.git");
        run(root.resolve("app.git"), "git", "config", "uploadpack.allowFilter", "true");
        run(root.resolve("app.git"), "git", "config", "uploadpack.allowReachableSHA1InWant", "true");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 16);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** The repository's address. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/app.git";
    }

    Path bare() {
        return root.resolve("app.git");
    }

    Path work() {
        return work;
    }

    TestGit speaking(Protocol one) {
        protocol = one;
        return this;
    }

    /** Writes a file, without committing it. */
    public TestGit with(String path, String text) {
        try {
            var file = work.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Commits everything and pushes it; gives the commit's id. */
    public String push() {
        run(work, "git", "add", "--all");
        run(work, "git", "commit", "-q", "--allow-empty", "-m", "change");
        run(work, "git", "tag", "-f", "v1.0");
        run(work, "git", "push", "-q", "-f", "--tags", bare().toString(), "main");
        run(bare(), "git", "update-server-info");
        return run(work, "git", "rev-parse", "HEAD").strip();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    static String run(Path folder, String... command) {
        var builder = new ProcessBuilder(new ArrayList<>(List.of(command)))
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "GIT_AUTHOR_NAME", "Test",
                        "GIT_AUTHOR_EMAIL", "test@example.com",
                        "GIT_COMMITTER_NAME", "Test",
                        "GIT_COMMITTER_EMAIL", "test@example.com",
                        "GIT_CONFIG_GLOBAL", "/dev/null",
                        "GIT_CONFIG_NOSYSTEM", "1"));
        try {
            var process = builder.start();
            var said = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(String.join(" ", command) + " failed: " + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (protocol) {
                case SMART -> smart(exchange);
                case DUMB -> dumb(exchange);
                case WANTS_LOGIN -> {
                    exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"git\"");
                    exchange.sendResponseHeaders(401, -1);
                }
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
        var uri = exchange.getRequestURI();
        var builder = new ProcessBuilder("git", "http-backend").redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment()
                .putAll(Map.of(
                        "GIT_PROJECT_ROOT", root.toString(),
                        "GIT_HTTP_EXPORT_ALL", "1",
                        "REQUEST_METHOD", exchange.getRequestMethod(),
                        "PATH_INFO", uri.getPath(),
                        "QUERY_STRING", uri.getQuery() == null ? "" : uri.getQuery(),
                        "CONTENT_TYPE", header(exchange, "Content-Type"),
                        "HTTP_CONTENT_ENCODING", header(exchange, "Content-Encoding"),
                        "GIT_PROTOCOL", header(exchange, "Git-Protocol")));
        var process = builder.start();
        try (var in = process.getOutputStream()) {
            exchange.getRequestBody().transferTo(in);
        }
        var cgi = process.getInputStream().readAllBytes();
        var end = new String(cgi, ISO_8859_1).indexOf("\r\n\r\n");
        var status = 200;
        for (var line : new String(cgi, 0, end, ISO_8859_1).split("\r\n", -1)) {
            var value = line.substring(line.indexOf(':') + 1).strip();
            if (line.startsWith("Status:")) {
                status = Integer.parseInt(value.substring(0, 3));
            } else if (line.startsWith("Content-Type:")) {
                exchange.getResponseHeaders().add("Content-Type", value);
            }
        }
        var from = end + 4;
        exchange.sendResponseHeaders(status, cgi.length == from ? -1 : cgi.length - from);
        exchange.getResponseBody().write(cgi, from, cgi.length - from);
    }

    private static String header(HttpExchange exchange, String name) {
        var value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }
}
