package dev.landfall.functionsaws.lambda;

import dev.landfall.controlplane.http.ApiRequest;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A request as an HTTP API of API Gateway or a function URL hands it over: payload format 2.0 ("Create AWS Lambda proxy
 * integrations for HTTP APIs in API Gateway"; "Invoking Lambda function URLs").
 */
final class HttpEvent {

    private static final byte[] NOTHING = {};

    private HttpEvent() {}

    /**
     * @throws LandfallException INVALID when the event is not of that format or its body or query is broken
     */
    static ApiRequest request(JsonNode event) {
        var context = event.path("requestContext");
        var method = context.path("http").path("method").asString("");
        var path = event.path("rawPath").asString("");
        if (method.isEmpty() || !path.startsWith("/")) {
            throw LandfallException.invalid("The event is no HTTP request of payload format 2.0: it lacks"
                    + " requestContext.http.method or rawPath. Set the integration's payload format version to 2.0.");
        }
        return ApiRequest.of(
                method.toUpperCase(Locale.ROOT),
                HttpPath.of(path, context.path("stage").asString("$default")),
                event.path("rawQueryString").asString(""),
                headers(event),
                body(event));
    }

    /** The platform joins headers of one name by commas, and takes cookies out of them. */
    private static Map<String, String> headers(JsonNode event) {
        var headers = new LinkedHashMap<String, String>();
        for (var header : event.path("headers").properties()) {
            headers.put(
                    header.getKey().toLowerCase(Locale.ROOT), header.getValue().asString(""));
        }
        var cookies = cookies(event.path("cookies"));
        if (!cookies.isEmpty()) {
            headers.put("cookie", String.join("; ", cookies));
        }
        return headers;
    }

    private static List<String> cookies(JsonNode array) {
        var cookies = new ArrayList<String>();
        for (var cookie : array) {
            cookies.add(cookie.asString(""));
        }
        return cookies;
    }

    private static byte[] body(JsonNode event) {
        var body = event.path("body").asString("");
        if (body.isEmpty()) {
            return NOTHING;
        }
        return event.path("isBase64Encoded").asBoolean(false) ? decoded(body) : body.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] decoded(String body) {
        try {
            return Base64.getDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            throw new LandfallException(ErrorKind.INVALID, "The event says that its body is base64, and it is not.", e);
        }
    }
}
