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
            send(exchange, router.handle(request(exchange)));
        } catch (LandfallException e) {
            Replies.error(exchange, e);
        }
    }

    /** Reads one byte more than the route takes, so that the route table itself refuses what is too big. */
    private ApiRequest request(HttpExchange exchange) throws IOException {
        var uri = exchange.getRequestURI();
        var limit = router.bodyLimitBytes(exchange.getRequestMethod(), uri.getRawPath());
        return ApiRequest.of(
                exchange.getRequestMethod(),
                uri.getRawPath(),
                uri.getRawQuery(),
                Headers.lowerCase(exchange),
                exchange.getRequestBody().readNBytes(limit + 1));
    }

    private static void send(HttpExchange exchange, ApiResponse response) throws IOException {
        Replies.send(exchange, response.status(), response.headers(), response.body());
    }
}
