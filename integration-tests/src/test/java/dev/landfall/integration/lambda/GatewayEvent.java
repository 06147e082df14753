package dev.landfall.integration.lambda;

import com.sun.net.httpserver.HttpExchange;
import dev.landfall.controlplane.http.UrlText;
import dev.landfall.protocol.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** A request as an event of payload format 2.0. */
public final class GatewayEvent {

    private static final List<String> TEXT =
            List.of("text/", "application/json", "application/javascript", "application/xml");

    private GatewayEvent() {}

    /** The two who send that format, and where they differ: an HTTP API decodes the path, a function URL does not. */
    public enum Kind {
        HTTP_API {
            @Override
            String path(String rawPath) {
                return UrlText.decodeSegment(rawPath);
            }
        },
        FUNCTION_URL {
            @Override
            String path(String rawPath) {
                return rawPath;
            }
        };

        abstract String path(String rawPath);

        byte[] event(HttpExchange exchange, byte[] body) {
            var uri = exchange.getRequestURI();
            return of(exchange, path(uri.getRawPath()), body);
        }
    }

    private static byte[] of(HttpExchange exchange, String path, byte[] body) {
        var event = new LinkedHashMap<String, Object>();
        event.put("version", "2.0");
        event.put("routeKey", "$default");
        event.put("rawPath", path);
        var query = exchange.getRequestURI().getRawQuery();
        event.put("rawQueryString", query == null ? "" : query);
        var headers = headers(exchange);
        var cookies = headers.remove("cookie");
        if (cookies != null) {
            event.put("cookies", List.of(cookies.split("; ", -1)));
        }
        event.put("headers", headers);
        event.put("requestContext", context(exchange.getRequestMethod(), path));
        if (body.length > 0) {
            var text = isText(headers.getOrDefault("content-type", ""));
            event.put(
                    "body",
                    text
                            ? new String(body, StandardCharsets.UTF_8)
                            : Base64.getEncoder().encodeToString(body));
            event.put("isBase64Encoded", !text);
        } else {
            event.put("isBase64Encoded", false);
        }
        return Json.write(event);
    }

    private static Map<String, String> headers(HttpExchange exchange) {
        var headers = new LinkedHashMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        return headers;
    }

    private static Map<String, Object> context(String method, String path) {
        return Map.of(
                "accountId",
                "000000000000",
                "apiId",
                "api",
                "stage",
                "$default",
                "requestId",
                UUID.randomUUID().toString(),
                "http",
                Map.of("method", method, "path", path, "protocol", "HTTP/1.1", "sourceIp", "127.0.0.1"));
    }

    private static boolean isText(String type) {
        return TEXT.stream().anyMatch(type::startsWith);
    }
}
