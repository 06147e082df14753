package dev.landfall.functionslocal.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What only this host serves (its queues, its blobs, streams), before everything else goes to the route table.
 */
public final class LocalRoutes implements ExchangeHandler {

    private final List<LocalRoute> routes;
    private final ExchangeHandler otherwise;

    /**
     * @param path matched against the whole raw path
     */
    public record LocalRoute(Pattern path, ExchangeHandler handler) {}

    public LocalRoutes(List<LocalRoute> routes, ExchangeHandler otherwise) {
        this.routes = List.copyOf(routes);
        this.otherwise = otherwise;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getRawPath();
        for (var route : routes) {
            if (route.path().matcher(path).matches()) {
                route.handler().handle(exchange);
                return;
            }
        }
        otherwise.handle(exchange);
    }
}
