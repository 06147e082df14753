package dev.landfall.integration.process;

import dev.landfall.protocol.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** A client of the vendor API for tests. It outlives restarts of the control plane. */
public final class Api {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Set<String> ENDED = Set.of("succeeded", "failed", "cancelled", "timed-out");

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final Supplier<URI> server;
    private final Supplier<String> token;

    /** @param status of the reply */
    public record Reply(int status, String text) {

        public JsonNode json() {
            return text.isEmpty() ? Json.mapper().createObjectNode() : Json.read(text, JsonNode.class);
        }

        /** The body of a success; anything else fails the test with what the server said. */
        public JsonNode ok() {
            if (status >= 300) {
                throw new AssertionError("HTTP " + status + ": " + text);
            }
            return json();
        }
    }

    public Api(Supplier<URI> server, Supplier<String> token) {
        this.server = server;
        this.token = token;
    }

    public Reply get(String path) {
        return send(request(path).GET().build());
    }

    public Reply post(String path, Object body) {
        return send(
                request(path).POST(BodyPublishers.ofByteArray(Json.write(body))).build());
    }

    public Reply put(String path, Object body) {
        return send(
                request(path).PUT(BodyPublishers.ofByteArray(Json.write(body))).build());
    }

    public Reply patch(String path, Object body) {
        return send(request(path)
                .method("PATCH", BodyPublishers.ofByteArray(Json.write(body)))
                .build());
    }

    public Reply delete(String path) {
        return send(request(path).DELETE().build());
    }

    public Reply postBytes(String path, String contentType, byte[] body) {
        return send(request(path)
                .header("content-type", contentType)
                .POST(BodyPublishers.ofByteArray(body))
                .build());
    }

    /** A delivery as a git server sends it: without a token. */
    public Reply deliver(String path, Map<String, String> headers, byte[] body) {
        var request = HttpRequest.newBuilder(URI.create(server.get() + path)).timeout(TIMEOUT);
        headers.forEach(request::header);
        return send(request.POST(BodyPublishers.ofByteArray(body)).build());
    }

    /** Waits until a workflow has one of these states, and answers it. */
    public JsonNode workflow(String id, Duration within, String... states) {
        return await("/v1/workflows/" + id, within, Set.of(states));
    }

    /** Waits until a job has ended, and answers it. */
    public JsonNode endOfJob(String id, Duration within) {
        return await("/v1/jobs/" + id, within, ENDED);
    }

    /** Waits until a thing's status is one of these; a control plane that is away for a while is asked again. */
    public JsonNode await(String path, Duration within, Set<String> states) {
        var last = new String[] {"nothing"};
        return Conditions.eventually(within, () -> path + " in " + states + ", last seen: " + last[0], () -> {
            var reply = tryGet(path);
            last[0] = reply.map(Reply::text).orElse("no answer");
            return reply.filter(found -> found.status() == 200)
                    .map(Reply::json)
                    .filter(found -> states.contains(found.path("status").asString()));
        });
    }

    /** The whole log of an ended job, a line each, without times. */
    public String log(String job) {
        var text = new StringBuilder();
        var after = "";
        while (true) {
            var page = get("/v1/jobs/" + job + "/logs?limit=1000" + (after.isEmpty() ? "" : "&after=" + after))
                    .ok();
            page.path("lines")
                    .forEach(line -> text.append(line.path("text").asString()).append('\n'));
            if (page.path("end").asBoolean()) {
                return text.toString();
            }
            after = page.path("next").asString();
        }
    }

    private Optional<Reply> tryGet(String path) {
        try {
            return Optional.of(exchange(request(path).GET().build()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.get() + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token.get());
    }

    private Reply send(HttpRequest request) {
        try {
            return exchange(request);
        } catch (IOException e) {
            throw new AssertionError(request.method() + " " + request.uri() + ": " + e, e);
        }
    }

    private Reply exchange(HttpRequest request) throws IOException {
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
