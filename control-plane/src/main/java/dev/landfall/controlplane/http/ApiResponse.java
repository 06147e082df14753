package dev.landfall.controlplane.http;

import dev.landfall.protocol.error.ErrorBody;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A reply to send as it is.
 *
 * @param headers by name; {@code content-type} where there is a body
 */
@SuppressWarnings("ArrayRecordComponent")
public record ApiResponse(int status, Map<String, String> headers, byte[] body) {

    private static final byte[] NOTHING = {};

    public ApiResponse {
        headers = Map.copyOf(headers);
    }

    /** 200 with a value as JSON. */
    public static ApiResponse ok(Object value) {
        return json(200, value);
    }

    /** 201 with a value as JSON. */
    public static ApiResponse created(Object value) {
        return json(201, value);
    }

    /** 202 with a value as JSON. */
    public static ApiResponse accepted(Object value) {
        return json(202, value);
    }

    /** 204. */
    public static ApiResponse noContent() {
        return new ApiResponse(204, Map.of(), NOTHING);
    }

    public static ApiResponse json(int status, Object value) {
        return new ApiResponse(status, Map.of("content-type", "application/json"), Json.write(value));
    }

    /** 200 with bytes of a type. */
    public static ApiResponse bytes(String contentType, byte[] body) {
        return new ApiResponse(200, Map.of("content-type", contentType), body);
    }

    /** An error reply. */
    public static ApiResponse error(ErrorKind kind, String message, List<String> problems) {
        return json(kind.httpStatus(), new ErrorBody(kind, message, problems));
    }

    /** The same with one more header. */
    public ApiResponse withHeader(String name, String value) {
        var more = new HashMap<>(headers);
        more.put(name, value);
        return new ApiResponse(status, more, body);
    }

    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return status + " (" + body.length + " bytes)";
    }
}
