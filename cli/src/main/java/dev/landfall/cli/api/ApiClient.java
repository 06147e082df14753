package dev.landfall.cli.api;

import dev.landfall.protocol.json.Json;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Calls the vendor API of one server. Replies are JSON trees; an error reply is thrown as the
 * {@link dev.landfall.protocol.error.LandfallException} that the server meant. No request is repeated.
 *
 * <p>Thread-safe. Closing ends idle connections.
 */
public final class ApiClient implements AutoCloseable {

    /** Longest time from sending a request to the whole reply, beyond what the server was asked to wait. */
    public static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);

    private final URI server;
    private final Optional<String> token;
    private final Wire wire;

    /**
     * @param server base address
     * @param token API token, if there is one; requests go without it otherwise
     */
    public ApiClient(URI server, Optional<String> token) {
        this.server = server;
        this.token = token;
        this.wire = new Wire("https".equalsIgnoreCase(server.getScheme()));
    }

    public URI server() {
        return server;
    }

    public JsonNode get(ApiPath path) {
        return get(path, Duration.ZERO);
    }

    /**
     * @param serverWaits how long the server may hold the request before it answers
     */
    public JsonNode get(ApiPath path, Duration serverWaits) {
        return read(request(path).timeout(REQUEST_TIMEOUT.plus(serverWaits)).GET());
    }

    public JsonNode post(ApiPath path, JsonNode body) {
        return read(json(path).POST(BodyPublishers.ofByteArray(Json.write(body))));
    }

    /** Posts an empty document. */
    public JsonNode post(ApiPath path) {
        return post(path, Json.mapper().createObjectNode());
    }

    /** Posts bytes of another type, with further headers. */
    public JsonNode post(ApiPath path, byte[] body, String contentType, Map<String, String> headers) {
        var request = request(path).header("Content-Type", contentType).POST(BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return read(request);
    }

    public JsonNode put(ApiPath path, JsonNode body) {
        return read(json(path).PUT(BodyPublishers.ofByteArray(Json.write(body))));
    }

    public JsonNode patch(ApiPath path, JsonNode body) {
        return read(json(path).method("PATCH", BodyPublishers.ofByteArray(Json.write(body))));
    }

    public JsonNode delete(ApiPath path) {
        return read(request(path).DELETE());
    }

    /** Status and headers of a GET, whatever they are; for the doctor. */
    public Probe probe(ApiPath path) {
        return wire.probe(request(path).timeout(Duration.ofSeconds(5)).GET().build());
    }

    @Override
    public void close() {
        wire.close();
    }

    private HttpRequest.Builder json(ApiPath path) {
        return request(path).header("Content-Type", "application/json");
    }

    private HttpRequest.Builder request(ApiPath path) {
        var request = HttpRequest.newBuilder(URI.create(server + path.text()))
                .timeout(REQUEST_TIMEOUT)
                .header("Accept", "application/json");
        token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
        return request;
    }

    private JsonNode read(HttpRequest.Builder request) {
        var body = wire.send(request.build());
        return body.length == 0 ? Json.mapper().missingNode() : Json.readTree(body);
    }

    /**
     * What a GET found.
     *
     * @param date the server's clock, as its {@code Date} header says it
     */
    public record Probe(int status, @Nullable String date) {}
}
