package dev.landfall.functionslocal.http;

import com.sun.net.httpserver.HttpExchange;
import dev.landfall.protocol.error.LandfallException;
import java.io.IOException;

/** Reads a request's body up to a limit. */
final class RequestBody {

    private RequestBody() {}

    /**
     * @throws LandfallException LIMIT when there is more than {@code maxBytes}
     */
    static byte[] read(HttpExchange exchange, int maxBytes) throws IOException {
        var announced = exchange.getRequestHeaders().getFirst("Content-Length");
        if (announced != null && exceeds(announced, maxBytes)) {
            throw tooLarge(maxBytes);
        }
        var body = exchange.getRequestBody().readNBytes(maxBytes + 1);
        if (body.length > maxBytes) {
            throw tooLarge(maxBytes);
        }
        return body;
    }

    private static boolean exceeds(String announced, int maxBytes) {
        try {
            return Long.parseLong(announced) > maxBytes;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static LandfallException tooLarge(int maxBytes) {
        return LandfallException.limit("The request's body is larger than the " + maxBytes
                + " bytes that this address takes; send less, or use an address of the blob store.");
    }
}
