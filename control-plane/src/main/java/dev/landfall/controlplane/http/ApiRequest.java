package dev.landfall.controlplane.http;

import dev.landfall.protocol.error.LandfallException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request as a host received it.
 *
 * @param method in upper case
 * @param path as sent, still percent-encoded, without the query
 * @param query decoded, each name with its values in order
 * @param headers by lower-case name
 * @param body whole; hosts read at most {@link Router#bodyLimitBytes} plus one byte
 */
@SuppressWarnings("ArrayRecordComponent")
public record ApiRequest(
        String method, String path, Map<String, List<String>> query, Map<String, String> headers, byte[] body) {

    private static final int MAX_QUERY_PARAMETERS = 100;

    public ApiRequest {
        query = Map.copyOf(query);
        headers = lowerCase(headers);
    }

    /**
     * @param rawQuery the query as sent, without {@code ?}; null when there is none
     * @throws LandfallException INVALID when an encoding in it is broken
     */
    public static ApiRequest of(
            String method, String path, @Nullable String rawQuery, Map<String, String> headers, byte[] body) {
        return new ApiRequest(method, path, parseQuery(rawQuery), headers, body);
    }

    /** A header's value; the name in any case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The token of {@code Authorization: Bearer …}. */
    public Optional<String> bearerToken() {
        return header("authorization")
                .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(value -> value.substring(7).strip())
                .filter(token -> !token.isEmpty());
    }

    @Override
    public String toString() {
        return method + " " + path + " (" + body.length + " bytes)";
    }

    private static Map<String, String> lowerCase(Map<String, String> headers) {
        var lower = new HashMap<String, String>();
        headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        return Map.copyOf(lower);
    }

    private static Map<String, List<String>> parseQuery(@Nullable String rawQuery) {
        if (rawQuery == null || rawQuery.isEmpty()) {
            return Map.of();
        }
        var pairs = rawQuery.split("&", -1);
        if (pairs.length > MAX_QUERY_PARAMETERS) {
            throw LandfallException.limit("A query has at most " + MAX_QUERY_PARAMETERS + " parameters.");
        }
        var values = new LinkedHashMap<String, List<String>>();
        for (String pair : pairs) {
            if (!pair.isEmpty()) {
                int at = pair.indexOf('=');
                var name = UrlText.decodeForm(at < 0 ? pair : pair.substring(0, at));
                var value = at < 0 ? "" : UrlText.decodeForm(pair.substring(at + 1));
                values.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
            }
        }
        return values;
    }
}
