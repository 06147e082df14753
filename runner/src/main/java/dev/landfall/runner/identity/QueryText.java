package dev.landfall.runner.identity;

import dev.landfall.protocol.error.LandfallException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The query of an address by names. */
final class QueryText {

    private QueryText() {}

    /** @throws LandfallException INVALID when something in it is not encoded as a query is */
    static Map<String, String> parse(@Nullable String raw) {
        var parameters = new HashMap<String, String>();
        if (raw != null) {
            for (var pair : raw.split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    parameters.putIfAbsent(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
                }
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw LandfallException.invalid("The query cannot be read: " + e.getMessage() + ".");
        }
    }
}
