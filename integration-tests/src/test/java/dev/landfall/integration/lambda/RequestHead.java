package dev.landfall.integration.lambda;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * The head of an HTTP/1.1 request as it came.
 *
 * @param operation {@code X-Amz-Target} without its prefix, or the method
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RequestHead(byte[] bytes, String operation, int contentLength) {

    private static final int MAX_BYTES = 64 * 1024;
    private static final int MAX_BODY_BYTES = 64 * 1024 * 1024;

    /** Empty when the connection was closed before a request. */
    static Optional<RequestHead> read(InputStream from) throws IOException {
        var bytes = new ByteArrayOutputStream();
        int matched = 0;
        while (matched < 4) {
            int next = from.read();
            if (next < 0 || bytes.size() > MAX_BYTES) {
                return Optional.empty();
            }
            bytes.write(next);
            matched = next == "\r\n\r\n".charAt(matched) ? matched + 1 : next == '\r' ? 1 : 0;
        }
        return Optional.of(parse(bytes.toByteArray()));
    }

    /** The body that follows. */
    byte[] body(InputStream from) throws IOException {
        return from.readNBytes(Math.min(contentLength, MAX_BODY_BYTES));
    }

    private static RequestHead parse(byte[] bytes) {
        var lines = new String(bytes, StandardCharsets.ISO_8859_1).split("\r\n", -1);
        var operation = lines[0].split(" ", 2)[0];
        int length = 0;
        for (var line : lines) {
            var lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(15).strip());
            } else if (lower.startsWith("x-amz-target:")) {
                operation = line.substring(line.indexOf('.') + 1).strip();
                operation = operation.substring(operation.lastIndexOf('.') + 1);
            }
        }
        return new RequestHead(bytes, operation, length);
    }
}
