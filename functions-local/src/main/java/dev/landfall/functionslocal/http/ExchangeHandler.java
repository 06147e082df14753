package dev.landfall.functionslocal.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** Answers one exchange completely. */
@FunctionalInterface
public interface ExchangeHandler {

    /**
     * @throws IOException when the connection is gone; nobody is left to be told
     */
    void handle(HttpExchange exchange) throws IOException;
}
