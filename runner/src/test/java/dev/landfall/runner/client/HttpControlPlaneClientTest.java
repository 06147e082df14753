package dev.landfall.runner.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.lease.ClaimRequest;
import dev.landfall.protocol.lease.Lease;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HttpControlPlaneClientTest {

    private static final Lease LEASE = new Lease(new JobId("in_1.jb_1"), 1, 3);

    private final HttpTransport transport = new HttpTransport();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private HttpServer server;
    private int status = 200;
    private String body = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.createContext("/", exchange -> {
            try (exchange) {
                var sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + sent);
                int now = failures.getAndDecrement() > 0 ? 503 : status;
                var bytes = body.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(now, bytes.length == 0 ? -1 : bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        transport.close();
        server.stop(0);
    }

    @Test
    void errorBodyDecidesKindAndMessage() {
        status = 409;
        body = "{\"kind\":\"CONFLICT\",\"message\":\"The attempt is taken.\"}";

        var problem = assertThrows(LandfallException.class, this::claim);
        assertEquals(ErrorKind.CONFLICT, problem.kind());
        assertEquals("Could not claim job in_1.jb_1: The attempt is taken.", problem.publicMessage());
        assertEquals(1, requests.size());
    }

    @Test
    void statusDecidesWhereTheBodyIsNoError() {
        status = 502;
        body = "<html>bad gateway</html>";

        assertEquals(
                ErrorKind.UNAVAILABLE,
                assertThrows(LandfallException.class, this::claim).kind());
        assertEquals(2, requests.size());
    }

    @Test
    void callIsRepeatedOnceWhenTheControlPlaneIsUnavailable() {
        failures.set(1);
        body =
                "{\"lease\":{\"job\":\"in_1.jb_1\",\"attempt\":1,\"fence\":3},\"signedSpec\":\"a\",\"certificate\":\"b\"}";

        assertEquals(LEASE, claim().lease());
        assertEquals(2, requests.size());
        assertEquals(requests.get(0), requests.get(1));
    }

    @Test
    void serverThatIsNotThereIsUnavailable() throws IOException {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        var client = new HttpControlPlaneClient(transport, URI.create("http://127.0.0.1:" + port));

        var problem = assertThrows(LandfallException.class, client::serverTime);
        assertEquals(ErrorKind.UNAVAILABLE, problem.kind());
        assertTrue(problem.publicMessage().contains("could not be reached"), problem.publicMessage());
    }

    @Test
    void silentServerMeetsTheDeadline() throws IOException {
        try (var silent = new ServerSocket(0)) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + silent.getLocalPort()))
                    .build();
            var problem =
                    assertThrows(LandfallException.class, () -> transport.send(request, Duration.ofMillis(200), 100));
            assertEquals(ErrorKind.UNAVAILABLE, problem.kind());
        }
    }

    @Test
    void replyBeyondTheLimitIsGivenUp() {
        body = "x".repeat(1001);
        var request = HttpRequest.newBuilder(uri()).build();

        var problem = assertThrows(LandfallException.class, () -> transport.send(request, Duration.ofSeconds(5), 1000));
        assertEquals(ErrorKind.LIMIT, problem.kind());
    }

    @Test
    void serverTimeComesFromTheReply() {
        var difference = Duration.between(client().serverTime(), Instant.now()).abs();

        assertTrue(difference.toSeconds() <= 2, difference.toString());
    }

    @Test
    void logChunkNamesJobAttemptAndFence() {
        status = 204;
        client().putLogChunk(LEASE, 4, "1 o hello\n".getBytes(StandardCharsets.UTF_8));

        assertEquals(List.of("PUT /v1/runner/logs/in_1.jb_1/4?attempt=1&fence=3 1 o hello\n"), requests);
    }

    @Test
    void stateThatIsNotThereIsEmpty() {
        status = 204;

        assertTrue(client().readState(LEASE, "network").isEmpty());
        assertEquals(List.of("GET /v1/runner/states/network?job=in_1.jb_1&attempt=1&fence=3 "), requests);
    }

    @Test
    void lockOfAnotherIsAnAnswer() {
        status = 409;
        body = "{\"ID\":\"1\",\"Who\":\"somebody\"}";

        var holder = client().lockState(LEASE, "network", "{\"ID\":\"2\"}".getBytes(StandardCharsets.UTF_8));
        assertEquals(body, new String(holder.orElseThrow(), StandardCharsets.UTF_8));
        assertEquals(
                List.of("POST /v1/runner/states/network/lock?job=in_1.jb_1&attempt=1&fence=3 {\"ID\":\"2\"}"),
                requests);
    }

    @Test
    void staleFenceOnALockIsAnError() {
        status = 409;
        body = "{\"kind\":\"CONFLICT\",\"message\":\"The fencing number is stale.\"}";

        assertThrows(LandfallException.class, () -> client().lockState(LEASE, "network", new byte[0]));
    }

    @Test
    void unlockSendsItsInfoWithDelete() {
        status = 204;
        client().unlockState(LEASE, "network", "{}".getBytes(StandardCharsets.UTF_8));

        assertEquals(List.of("DELETE /v1/runner/states/network/lock?job=in_1.jb_1&attempt=1&fence=3 {}"), requests);
    }

    @Test
    void retriesPauseLongerEachTimeAndOnlyWhereTheyHelp() {
        var pauses = new ArrayList<Duration>();
        var retries = new Retries(4, Duration.ofMillis(100), () -> 0, pauses::add);
        assertThrows(
                LandfallException.class,
                () -> retries.call(() -> {
                    throw LandfallException.unavailable("not now", null);
                }));
        assertEquals(List.of(Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(200)), pauses);

        pauses.clear();
        assertThrows(
                LandfallException.class,
                () -> retries.call(() -> {
                    throw LandfallException.conflict("never");
                }));
        assertTrue(pauses.isEmpty());
        assertFalse(requests.stream().anyMatch(request -> request.contains("retry")));
    }

    private dev.landfall.protocol.lease.ClaimReply claim() {
        return client().claim(new ClaimRequest(new JobId("in_1.jb_1"), 1, "claim"));
    }

    private HttpControlPlaneClient client() {
        return new HttpControlPlaneClient(transport, uri());
    }

    private URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }
}
