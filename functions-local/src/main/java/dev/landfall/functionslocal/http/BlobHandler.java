package dev.landfall.functionslocal.http;

import com.sun.net.httpserver.HttpExchange;
import dev.landfall.controlplane.http.ApiRequest;
import dev.landfall.functionslocal.blob.BlobAddressSigner;
import dev.landfall.functionslocal.blob.BlobAddressSigner.Operation;
import dev.landfall.functionslocal.blob.FolderBlobs;
import dev.landfall.protocol.error.LandfallException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The signed addresses of the blob store, which in a cloud are the cloud's own: GET what was lent for reading, PUT what
 * was lent for writing, until the address expires.
 */
public final class BlobHandler implements ExchangeHandler {

    public static final Pattern PATH = Pattern.compile("/v1/blobs/.+");

    private static final String PREFIX = "/v1/blobs/";

    private final FolderBlobs blobs;
    private final BlobAddressSigner addresses;

    public BlobHandler(FolderBlobs blobs, BlobAddressSigner addresses) {
        this.blobs = blobs;
        this.addresses = addresses;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try {
            switch (exchange.getRequestMethod()) {
                case "GET" -> get(exchange);
                case "PUT" -> put(exchange);
                default -> throw LandfallException.notFound("A blob address takes GET or PUT, as it was lent.");
            }
        } catch (LandfallException e) {
            Replies.error(exchange, e);
        }
    }

    private void get(HttpExchange exchange) throws IOException {
        var key = key(exchange);
        addresses.require(Operation.READ, key, query(exchange));
        var found = blobs.open(key)
                .orElseThrow(() -> LandfallException.notFound("There is no blob at this address (any more)."));
        try (var in = found) {
            exchange.getResponseHeaders().set("content-type", "application/octet-stream");
            exchange.sendResponseHeaders(200, 0);
            in.transferTo(exchange.getResponseBody());
        }
    }

    private void put(HttpExchange exchange) throws IOException {
        var key = key(exchange);
        var maxBytes = addresses.require(Operation.WRITE, key, query(exchange));
        blobs.put(key, exchange.getRequestBody(), maxBytes);
        Replies.empty(exchange, 204);
    }

    private static String key(HttpExchange exchange) {
        return exchange.getRequestURI().getPath().substring(PREFIX.length());
    }

    private static Map<String, List<String>> query(HttpExchange exchange) {
        var uri = exchange.getRequestURI();
        return ApiRequest.of("GET", uri.getRawPath(), uri.getRawQuery(), Map.of(), new byte[0])
                .query();
    }
}
