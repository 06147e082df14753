package dev.landfall.functionslocal.http;

import com.sun.net.httpserver.HttpExchange;
import dev.landfall.controlplane.http.ApiRequest;
import dev.landfall.controlplane.http.ApiResponse;
import dev.landfall.controlplane.http.Router;
import dev.landfall.protocol.error.LandfallException;
import java.io.IOException;

/** Hands exchanges to the control plane's route table. */
public final class RouterHandler implements ExchangeHandler {

    private final Router router;

    public RouterHandler(Router router) {
        this.router = router;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try {
            var limit = router.maxBodyBytes(
                    exchange.getRequestMethod(), exchange.getRequestURI().getRawPath());
            send(exchange, router.handle(request(exchange, RequestBody.read(exchange, limit))));
        } catch (LandfallException e) {
            Replies.error(exchange, e);
        }
    }

    /** The same request without its body, for handlers that ask the route table on a client's behalf. */
    static ApiRequest request(HttpExchange exchange, byte[] body) {
        var uri = exchange.getRequestURI();
        return ApiRequest.of(
                exchange.getRequestMethod(),
                uri.getRawPath(),
                uri.getRawQuery() == null ? "" : uri.getRawQuery(),
                Headers.lowerCase(exchange),
                body);
    }

    private static void send(HttpExchange exchange, ApiResponse response) throws IOException {
        Replies.send(exchange, response.status(), response.headers(), response.body());
    }
}
