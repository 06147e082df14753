package dev.landfall.runner.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.runner.client.ControlPlaneClient;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Answers Terraform's http backend: GET and POST of the state, POST and DELETE of the lock. A conflict over the lock is
 * 423 with the holder's lock info, which Terraform shows. Other failures are told in the job's log as well, since
 * Terraform shows their status only.
 */
final class StateExchange implements HttpHandler {

    private static final int LOCKED = 423;

    private final String path;
    private final Password password;
    private final StateClient state;
    private final Consumer<String> notice;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    StateExchange(String path, Password password, StateClient state, Consumer<String> notice) {
        this.path = path;
        this.password = password;
        this.state = state;
        this.notice = notice;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var answer = answerOf(exchange);
            exchange.sendResponseHeaders(answer.status, answer.body.length == 0 ? -1 : answer.body.length);
            if (answer.body.length > 0) {
                exchange.getResponseBody().write(answer.body);
            }
        }
    }

    private Answer answerOf(HttpExchange exchange) throws IOException {
        if (!password.opens(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return Answer.of(401);
        }
        try {
            return route(exchange);
        } catch (LandfallException e) {
            notice.accept("Terraform state: " + e.publicMessage());
            return new Answer(e.kind().httpStatus(), e.publicMessage().getBytes(UTF_8));
        }
    }

    private Answer route(HttpExchange exchange) throws IOException {
        var asked = exchange.getRequestURI().getPath();
        var method = exchange.getRequestMethod();
        if (asked.equals(path)) {
            return switch (method) {
                case "GET" -> read();
                case "POST" -> write(exchange);
                default -> Answer.of(405);
            };
        }
        if (asked.equals(path + LoopbackState.LOCK_SUFFIX)) {
            return switch (method) {
                case "POST" -> lock(body(exchange));
                case "DELETE" -> unlock(body(exchange));
                default -> Answer.of(405);
            };
        }
        return Answer.of(404);
    }

    private Answer read() {
        return state.read().map(body -> new Answer(200, body)).orElseGet(() -> Answer.of(204));
    }

    private Answer write(HttpExchange exchange) throws IOException {
        state.write(body(exchange), lockId(exchange.getRequestURI().getRawQuery()));
        return Answer.of(200);
    }

    private Answer lock(byte[] info) {
        var holder = state.lock(info);
        holder.map(LockHolder::sentence).filter(told::add).ifPresent(notice);
        return holder.map(theirs -> new Answer(LOCKED, theirs)).orElseGet(() -> Answer.of(200));
    }

    private Answer unlock(byte[] info) {
        state.unlock(info);
        return Answer.of(200);
    }

    private static byte[] body(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readNBytes(ControlPlaneClient.MAX_BODY_BYTES + 1);
        if (body.length > ControlPlaneClient.MAX_BODY_BYTES) {
            throw LandfallException.limit("The state has more than the " + ControlPlaneClient.MAX_BODY_BYTES
                    + " bytes that are allowed: split the module into components.");
        }
        return body;
    }

    /** Terraform sends the id of the lock that it holds as {@code ?ID=}. */
    private static @Nullable String lockId(@Nullable String query) {
        if (query == null) {
            return null;
        }
        for (var part : query.split("&", -1)) {
            if (part.startsWith("ID=")) {
                return URLDecoder.decode(part.substring("ID=".length()), UTF_8);
            }
        }
        return null;
    }

    private static final class Answer {
        private final int status;
        private final byte[] body;

        Answer(int status, byte[] body) {
            this.status = status;
            this.body = body;
        }

        static Answer of(int status) {
            return new Answer(status, new byte[0]);
        }
    }
}
