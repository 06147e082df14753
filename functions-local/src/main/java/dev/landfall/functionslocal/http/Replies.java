package dev.landfall.functionslocal.http;

import com.sun.net.httpserver.HttpExchange;
import dev.landfall.protocol.error.ErrorBody;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import java.io.IOException;
import java.util.Map;

/** Writes replies. */
final class Replies {

    private static final int NO_BODY = -1;

    private Replies() {}

    static void json(HttpExchange exchange, int status, Object body) throws IOException {
        send(exchange, status, Map.of("content-type", "application/json"), Json.write(body));
    }

    static void empty(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, NO_BODY);
    }

    static void error(HttpExchange exchange, LandfallException e) throws IOException {
        json(exchange, e.kind().httpStatus(), ErrorBody.of(e));
    }

    static void send(HttpExchange exchange, int status, Map<String, String> headers, byte[] body) throws IOException {
        headers.forEach(exchange.getResponseHeaders()::set);
        var noBody = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, noBody ? NO_BODY : body.length);
        if (!noBody) {
            exchange.getResponseBody().write(body);
        }
    }
}
