package dev.landfall.functionslocal.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.controlplane.http.Access;
import dev.landfall.controlplane.http.ApiResponse;
import dev.landfall.controlplane.http.Caller;
import dev.landfall.controlplane.http.Route;
import dev.landfall.controlplane.http.Router;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.testkit.time.SequentialIds;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LocalHttpServerTest {

    private final LocalHttpServer server = LocalHttpServer.bind("127.0.0.1", 0, HttpLimits.DEFAULT);
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void answersUnavailableUntilThereIsSomethingToServe() throws Exception {
        assertEquals(503, get("/healthz").statusCode());
    }

    @Test
    void handsRequestsToTheRouteTable() throws Exception {
        serve(Route.post(
                "/v1/things/{thing}",
                Access.PUBLIC,
                call -> ApiResponse.ok(Map.of(
                        "thing",
                        call.parameter("thing"),
                        "body",
                        new String(call.request().body(), StandardCharsets.UTF_8)))));
        var reply = post("/v1/things/a%20b", "hello");
        assertEquals(200, reply.statusCode());
        assertTrue(reply.body().contains("\"thing\":\"a b\""), reply.body());
        assertTrue(reply.body().contains("\"body\":\"hello\""), reply.body());
        assertEquals(
                "application/json", reply.headers().firstValue("content-type").orElseThrow());
    }

    @Test
    void aBodyOverTheRoutesLimitIsRefused() throws Exception {
        serve(Route.post("/v1/things", Access.PUBLIC, call -> ApiResponse.noContent())
                .bodyUpTo(10));
        assertEquals(204, post("/v1/things", "0123456789").statusCode());
        var reply = post("/v1/things", "0123456789x");
        assertEquals(413, reply.statusCode());
        assertTrue(reply.body().contains("at most 10 bytes"), reply.body());
    }

    @Test
    void aBrokenQueryIsTheClientsMistake() throws Exception {
        serve(Route.get("/v1/things", Access.PUBLIC, call -> ApiResponse.noContent()));
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), server.uri().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write("GET /v1/things?a=%ZZ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            var reply = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(reply.startsWith("HTTP/1.1 400"), reply);
        }
    }

    @Test
    void anUnknownPathIsNotFound() throws Exception {
        serve(Route.get("/v1/things", Access.PUBLIC, call -> ApiResponse.noContent()));
        assertEquals(404, post("/v1/other", "some body").statusCode());
    }

    @Test
    void aPortInUseIsSaidWithWhatToDo() {
        var e = assertThrows(
                LandfallException.class,
                () -> LocalHttpServer.bind("127.0.0.1", server.uri().getPort(), HttpLimits.DEFAULT));
        assertEquals(ErrorKind.UNAVAILABLE, e.kind());
        assertTrue(e.publicMessage().contains("--port"), e.publicMessage());
    }

    @Test
    void aLogIsStreamedAsEventsUntilItsEnd() throws Exception {
        var pages = List.of(
                "{\"lines\":[{\"at\":\"2026-01-01T00:00:00Z\",\"stream\":\"stdout\",\"text\":\"one\"}],\"next\":\"c1\",\"end\":false}",
                "{\"lines\":[{\"at\":\"2026-01-01T00:00:01Z\",\"stream\":\"stderr\",\"text\":\"two\"}],\"next\":\"c2\",\"end\":true}");
        var asked = new AtomicInteger();
        serve(Route.get(
                        "/v1/jobs/{job}/logs",
                        Access.PUBLIC,
                        call -> ApiResponse.bytes(
                                "application/json",
                                pages.get(asked.getAndIncrement()).getBytes(StandardCharsets.UTF_8)))
                .query("after", "limit", "waitSeconds"));
        var reply = get("/v1/jobs/pr_1.jb_1/logs/stream");
        assertEquals(
                "text/event-stream", reply.headers().firstValue("content-type").orElseThrow());
        var body = reply.body();
        assertTrue(
                body.contains(
                        "event: line\ndata: {\"at\":\"2026-01-01T00:00:00Z\",\"stream\":\"stdout\",\"text\":\"one\"}"),
                body);
        assertTrue(body.contains("id: c1\n"), body);
        assertTrue(body.endsWith("event: end\ndata: {}\n\n"), body);
        assertEquals(2, asked.get());
    }

    @Test
    void aRefusedLogStreamAnswersLikeTheLogItself() throws Exception {
        serve(Route.get("/v1/jobs/{job}/logs", Access.PUBLIC, call -> {
                    throw LandfallException.notFound("There is no such job.");
                })
                .query("after", "limit", "waitSeconds"));
        assertEquals(404, get("/v1/jobs/pr_1.jb_1/logs/stream").statusCode());
    }

    private void serve(Route route) {
        var router = Router.of(List.of(route), (access, request) -> new Caller.Anonymous(), new SequentialIds());
        server.serve(new LocalRoutes(
                List.of(new LocalRoutes.LocalRoute(LogStreamHandler.PATH, new LogStreamHandler(router))),
                new RouterHandler(router)));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).GET().build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return client.send(request(path).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.uri() + path)).timeout(Duration.ofSeconds(10));
    }
}
