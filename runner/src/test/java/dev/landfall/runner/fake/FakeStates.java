package dev.landfall.runner.fake;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Terraform states and their locks, as the control plane's runner API keeps them. Fencing is not checked here. */
public final class FakeStates {

    static final String PREFIX = "/v1/runner/states/";

    private final Map<String, byte[]> states = new ConcurrentHashMap<>();
    private final Map<String, byte[]> locks = new ConcurrentHashMap<>();

    public Map<String, byte[]> states() {
        return states;
    }

    public Map<String, byte[]> locks() {
        return locks;
    }

    void handle(HttpExchange exchange, byte[] body) throws IOException {
        var parts =
                exchange.getRequestURI().getPath().substring(PREFIX.length()).split("/", -1);
        var call = exchange.getRequestMethod() + (parts.length == 2 ? " " + parts[1] : "");
        switch (call) {
            case "GET" -> reply(exchange, 200, states.get(parts[0]));
            case "POST" -> {
                states.put(parts[0], body);
                reply(exchange, 204, null);
            }
            case "POST lock" -> {
                var holder = locks.putIfAbsent(parts[0], body);
                reply(exchange, holder == null ? 204 : 409, holder);
            }
            case "DELETE lock" -> {
                locks.remove(parts[0]);
                reply(exchange, 204, null);
            }
            default -> reply(exchange, 404, new byte[0]);
        }
    }

    private static void reply(HttpExchange exchange, int status, byte @Nullable [] body) throws IOException {
        if (body == null) {
            exchange.sendResponseHeaders(204, -1);
            return;
        }
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
