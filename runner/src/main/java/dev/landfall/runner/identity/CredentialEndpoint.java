package dev.landfall.runner.identity;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loopback address at which the processes of one job, and nobody else, get its credentials. It answers GET at one path, to
 * those that show the job's token in one header and are processes of the job. Thread-safe.
 */
public final class CredentialEndpoint implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(CredentialEndpoint.class);

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    /** Connections that may wait: Terraform starts a process for each provider, and each asks by itself. */
    private static final int BACKLOG = 64;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Door door;
    private final Answers answers;

    /**
     * Who is let in.
     *
     * @param header that carries the token
     */
    public record Door(String path, String header, String token, IdentitySurroundings.Peers peers) {

        /** Without the token. */
        @Override
        public String toString() {
            return "Door[" + path + "]";
        }
    }

    /** Answers a request that was let in. */
    @FunctionalInterface
    public interface Answers {

        /**
         * @param query decoded, by name; the first of each
         * @throws LandfallException answered with its kind's status, so that SDKs repeat what may work later
         */
        Answer answer(Map<String, String> query);
    }

    /** @param body written as JSON */
    public record Answer(int status, Object body) {}

    private CredentialEndpoint(HttpServer server, Door door, Answers answers) {
        this.server = server;
        this.door = door;
        this.answers = answers;
    }

    /**
     * Opens the address.
     *
     * @throws LandfallException UNAVAILABLE when no loopback port can be opened
     */
    public static CredentialEndpoint open(Door door, Answers answers) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), 0), BACKLOG);
            var endpoint = new CredentialEndpoint(server, door, answers);
            server.setExecutor(endpoint.threads);
            server.createContext("/", endpoint::serve);
            server.start();
            return endpoint;
        } catch (IOException e) {
            throw LandfallException.unavailable(
                    "No loopback port could be opened for the job's credentials: " + e.getMessage() + ".", e);
        }
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + door.path());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var answer = answer(exchange);
            var body = Json.write(answer.body());
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Answer answer(HttpExchange exchange) {
        var uri = exchange.getRequestURI();
        if (!opens(exchange.getRequestHeaders().getFirst(door.header()))
                || !door.peers().mayAsk(exchange.getRemoteAddress(), exchange.getLocalAddress())) {
            return refusal(401, "This address is of another job, or the token is not this job's.");
        }
        if (!uri.getPath().equals(door.path())) {
            return refusal(404, "Credentials are at " + door.path() + ".");
        }
        if (!exchange.getRequestMethod().equals("GET")) {
            return refusal(405, "Credentials are read with GET.");
        }
        return guarded(uri);
    }

    private Answer guarded(URI uri) {
        try {
            return answers.answer(QueryText.parse(uri.getRawQuery()));
        } catch (LandfallException e) {
            return refusal(e.kind().httpStatus(), e.publicMessage());
        } catch (RuntimeException e) {
            log.atError().setCause(e).log("a job's credentials could not be answered");
            return refusal(500, "The runner failed unexpectedly; its own log has the details.");
        }
    }

    /** By the names that the SDKs of AWS and of Azure look for. */
    private static Answer refusal(int status, String message) {
        var code = status >= 500 ? "Unavailable" : "AccessDenied";
        return new Answer(
                status, Map.of("code", code, "message", message, "error", code, "error_description", message));
    }

    /** Compares in constant time. */
    private boolean opens(@Nullable String shown) {
        return shown != null
                && MessageDigest.isEqual(
                        door.token().getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }
}
