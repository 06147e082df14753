package dev.landfall.functionslocal.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.functionslocal.blob.BlobAddressSigner;
import dev.landfall.functionslocal.blob.FolderBlobs;
import dev.landfall.functionslocal.file.HostKey;
import dev.landfall.functionslocal.queue.QueueTokens;
import dev.landfall.functionslocal.sqlite.SqliteJobQueues;
import dev.landfall.functionslocal.sqlite.SqliteStore;
import dev.landfall.functionslocal.wakeup.ProcessWakeUp;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.queue.QueueAccess;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalEndpointsTest {

    private static final QueueName QUEUE = new QueueName("pool-a");

    @TempDir
    private Path folder;

    private final LocalHttpServer server = LocalHttpServer.bind("127.0.0.1", 0, HttpLimits.DEFAULT);
    private final HttpClient client = HttpClient.newHttpClient();
    private final CountDownLatch gone = new CountDownLatch(1);
    private final GoneReceivers goneReceivers = new GoneReceivers();
    private SqliteStore store;
    private SqliteJobQueues queues;
    private FolderBlobs blobs;

    @BeforeEach
    void start() {
        var clock = InstantSource.system();
        var hostKey = HostKey.readOrCreate(folder.resolve("host.key"));
        var tokens = new QueueTokens(hostKey, clock);
        var addresses = new BlobAddressSigner(server.uri(), hostKey, clock);
        store = SqliteStore.open(folder.resolve("landfall.db"));
        queues = new SqliteJobQueues(store, server.uri(), tokens, new ProcessWakeUp(), clock);
        queues.create(QUEUE);
        blobs = new FolderBlobs(folder.resolve("blobs"), addresses);
        server.serve(new LocalRoutes(
                List.of(
                        new LocalRoutes.LocalRoute(QueueHandler.PATH, new QueueHandler(queues, tokens, goneReceivers)),
                        new LocalRoutes.LocalRoute(BlobHandler.PATH, new BlobHandler(blobs, addresses)),
                        new LocalRoutes.LocalRoute(PresenceHandler.PATH, new PresenceHandler(this::admit))),
                exchange -> Replies.empty(exchange, 418)));
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
        store.close();
    }

    @Test
    void aMessageIsReceivedAndDeletedWithTheLentToken() throws Exception {
        queues.send(QUEUE, "{\"job\":1}", Duration.ZERO);
        var access = queues.lend(QUEUE, Duration.ofMinutes(5));
        var token = token(access);
        var messages = Json.read(
                        post(access.url() + "/receive", token, "{\"max\":1,\"waitSeconds\":5}")
                                .body(),
                        tools.jackson.databind.JsonNode.class)
                .path("messages");
        assertEquals("{\"job\":1}", messages.path(0).path("body").asString());
        var receipt = Json.writeString(
                java.util.Map.of("receipt", messages.path(0).path("receipt").asString()));
        assertEquals(204, post(access.url() + "/delete", token, receipt).statusCode());
        assertEquals(0, queues.depth(QUEUE).hidden());
    }

    @Test
    void aReleasedMessageIsThereAtOnce() throws Exception {
        queues.send(QUEUE, "again", Duration.ZERO);
        var access = queues.lend(QUEUE, Duration.ofMinutes(5));
        var token = token(access);
        var first = Json.read(
                        post(access.url() + "/receive", token, "{}").body(), tools.jackson.databind.JsonNode.class)
                .path("messages")
                .path(0);
        var receipt = Json.writeString(
                java.util.Map.of("receipt", first.path("receipt").asString()));
        assertEquals(204, post(access.url() + "/release", token, receipt).statusCode());
        assertEquals(
                1,
                Json.read(post(access.url() + "/receive", token, "{}").body(), tools.jackson.databind.JsonNode.class)
                        .path("messages")
                        .size());
    }

    @Test
    void aMessageForAProcessThatIsGoneIsThereForTheNext() throws Exception {
        goneReceivers.add("boot-1");
        queues.send(QUEUE, "work", Duration.ZERO);
        var access = queues.lend(QUEUE, Duration.ofMinutes(5));
        var token = token(access);
        assertEquals(0, received(post(access.url() + "/receive", token, "{\"receiver\":\"boot-1\"}")));
        assertEquals(1, received(post(access.url() + "/receive", token, "{\"receiver\":\"boot-2\"}")));
    }

    @Test
    void whatAPollTakesAfterItsReceiverLeftIsThereForTheNext() throws Exception {
        var access = queues.lend(QUEUE, Duration.ofMinutes(5));
        var token = token(access);
        var poll = client.sendAsync(
                request(access.url() + "/receive", token, "{\"waitSeconds\":20,\"receiver\":\"boot-1\"}"),
                BodyHandlers.ofString());
        assertEquals(
                204,
                post(access.url() + "/leave", token, "{\"receiver\":\"boot-1\"}")
                        .statusCode());
        queues.send(QUEUE, "work", Duration.ZERO);
        assertEquals(0, received(poll.join()));
        assertEquals(1, received(post(access.url() + "/receive", token, "{\"receiver\":\"boot-2\"}")));
        assertEquals(400, post(access.url() + "/leave", token, "{}").statusCode());
        assertEquals(
                401,
                post(access.url() + "/leave", "made-up", "{\"receiver\":\"boot-2\"}")
                        .statusCode());
    }

    private static int received(HttpResponse<String> reply) {
        return Json.read(reply.body(), tools.jackson.databind.JsonNode.class)
                .path("messages")
                .size();
    }

    @Test
    void aQueueIsClosedToOtherTokensAndOddRequests() throws Exception {
        var other = new QueueName("pool-b");
        queues.create(other);
        var url = queues.lend(QUEUE, Duration.ofMinutes(5)).url();
        var foreign = token(queues.lend(other, Duration.ofMinutes(5)));
        var own = token(queues.lend(QUEUE, Duration.ofMinutes(5)));
        assertEquals(403, post(url + "/receive", foreign, "{}").statusCode());
        assertEquals(401, post(url + "/receive", "made-up", "{}").statusCode());
        assertEquals(400, post(url + "/receive", own, "{\"max\":1000}").statusCode());
        assertEquals(400, post(url + "/receive", own, "not json").statusCode());
        assertEquals(400, post(url + "/delete", own, "{}").statusCode());
        assertEquals(413, post(url + "/receive", own, " ".repeat(20_000)).statusCode());
    }

    @Test
    void aLentAddressTakesBytesAndGivesThemBack() throws Exception {
        var write = blobs.writeAddress("jobs/x/plan", Duration.ofMinutes(5), 1000);
        assertEquals(204, put(write.url(), "the plan").statusCode());
        assertArrayEquals(
                "the plan".getBytes(StandardCharsets.UTF_8),
                blobs.find("jobs/x/plan").orElseThrow());
        var read = blobs.readAddress("jobs/x/plan", Duration.ofMinutes(5));
        assertEquals(
                "the plan",
                client.send(HttpRequest.newBuilder(read.url()).build(), BodyHandlers.ofString())
                        .body());
    }

    @Test
    void anAddressIsGoodForItsOwnUseOnly() throws Exception {
        var write = blobs.writeAddress("jobs/x/plan", Duration.ofMinutes(5), 10);
        assertEquals(413, put(write.url(), "more than ten bytes").statusCode());
        var read = blobs.readAddress("jobs/x/plan", Duration.ofMinutes(5));
        assertEquals(403, put(read.url(), "x").statusCode());
        assertEquals(
                403,
                put(URI.create(write.url().toString().replace("plan", "other")), "x")
                        .statusCode());
        assertEquals(
                404,
                client.send(HttpRequest.newBuilder(read.url()).build(), BodyHandlers.ofString())
                        .statusCode());
    }

    @Test
    void aRunnerWhoseConnectionBreaksIsGone() throws Exception {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), server.uri().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write("GET /v1/runner/presence HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer good\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertTrue(socket.getInputStream().read() > 0);
        }
        assertTrue(gone.await(10, TimeUnit.SECONDS), "the broken connection was not noticed");
    }

    @Test
    void presenceNeedsASession() throws Exception {
        var request = HttpRequest.newBuilder(URI.create(server.uri() + "/v1/runner/presence"))
                .header("Authorization", "Bearer bad")
                .build();
        assertEquals(401, client.send(request, BodyHandlers.ofString()).statusCode());
    }

    private static String token(QueueAccess access) {
        return Objects.requireNonNull(access.credentials().get("token"));
    }

    private Runnable admit(String token) {
        if (!token.equals("good")) {
            throw LandfallException.unauthenticated("That is no session's token.");
        }
        return gone::countDown;
    }

    private HttpResponse<String> post(String url, String token, String body) throws Exception {
        return client.send(request(url, token, body), BodyHandlers.ofString());
    }

    private static HttpRequest request(String url, String token, String body) {
        return HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + token)
                .timeout(Duration.ofSeconds(30))
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private HttpResponse<String> put(URI url, String body) throws Exception {
        var request = HttpRequest.newBuilder(url)
                .timeout(Duration.ofSeconds(10))
                .PUT(BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }
}
