package dev.landfall.functionslocal.http;

import com.sun.net.httpserver.HttpExchange;
import dev.landfall.protocol.error.LandfallException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Request headers as the control plane takes them. */
final class Headers {

    private static final String BEARER = "Bearer ";

    private Headers() {}

    /** Lower-case names; of a repeated header the first value. */
    static Map<String, String> lowerCase(HttpExchange exchange) {
        var headers = new HashMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        return headers;
    }

    /**
     * @throws LandfallException UNAUTHENTICATED without a bearer token
     */
    static String bearerToken(HttpExchange exchange) {
        var authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw LandfallException.unauthenticated(
                    "This address needs a token: send it as 'Authorization: Bearer …'.");
        }
        return authorization.substring(BEARER.length()).trim();
    }
}
