package dev.landfall.functionsaws.lambda;

import dev.landfall.controlplane.http.ApiResponse;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.json.Json;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A reply in payload format 2.0: text as it is, everything else in base64. */
final class HttpReply {

    private static final int MEMBERS_BYTES = 512;

    private HttpReply() {}

    /** A reply that Lambda would refuse for its size becomes one that says so. */
    static byte[] encode(ApiResponse response) {
        var reply = write(response);
        return reply.length <= PlatformEvent.MAX_BYTES ? reply : write(tooBig(reply.length));
    }

    private static byte[] write(ApiResponse response) {
        var bytes = new ByteArrayOutputStream(MEMBERS_BYTES + response.body().length);
        try (var json = Json.mapper().createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberProperty("statusCode", response.status());
            json.writeObjectPropertyStart("headers");
            for (var header : response.headers().entrySet()) {
                if (!isCookie(header)) {
                    json.writeStringProperty(header.getKey().toLowerCase(Locale.ROOT), header.getValue());
                }
            }
            json.writeEndObject();
            json.writeArrayPropertyStart("cookies");
            response.headers().entrySet().stream()
                    .filter(HttpReply::isCookie)
                    .forEach(cookie -> json.writeString(cookie.getValue()));
            json.writeEndArray();
            var text = text(response);
            json.writeBooleanProperty("isBase64Encoded", text.isEmpty());
            json.writeName("body");
            if (text.isPresent()) {
                json.writeString(text.get());
            } else {
                json.writeBinary(response.body());
            }
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static boolean isCookie(Map.Entry<String, String> header) {
        return header.getKey().equalsIgnoreCase("set-cookie");
    }

    private static Optional<String> text(ApiResponse response) {
        if (response.body().length == 0) {
            return Optional.of("");
        }
        var type = response.headers().getOrDefault("content-type", "");
        return type.startsWith("application/json") || type.startsWith("text/")
                ? utf8(response.body())
                : Optional.empty();
    }

    private static Optional<String> utf8(byte[] body) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static ApiResponse tooBig(int bytes) {
        return ApiResponse.error(
                ErrorKind.LIMIT,
                "The reply would have " + bytes + " bytes, and a function's reply has at most "
                        + PlatformEvent.MAX_BYTES + ". Ask for fewer items at once.",
                List.of());
    }
}
