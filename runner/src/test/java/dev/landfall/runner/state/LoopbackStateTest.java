package dev.landfall.runner.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.lease.Lease;
import dev.landfall.runner.client.ControlPlaneClient;
import dev.landfall.runner.kind.FakeClient;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopbackStateTest {

    private static final Lease LEASE = new Lease(new JobId("in_1.jb_1"), 1, 1);
    private static final String OURS = "{\"ID\":\"lock-1\",\"Who\":\"us\"}";
    private static final String THEIRS =
            "{\"ID\":\"lock-2\",\"Who\":\"them@there\",\"Operation\":\"OperationTypeApply\"}";

    private final FakeClient client = new FakeClient();
    private final List<String> notices = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final LoopbackState state = LoopbackState.start(
            new StateClient(
                    client,
                    LEASE,
                    "network",
                    StatePlace.ofControlPlane(client, LEASE, "network"),
                    new Patience(pauses::add),
                    LockNotes.NONE),
            notices::add,
            new SecureRandom());

    @AfterEach
    void close() {
        state.close();
    }

    @Test
    void listensOnTheLoopbackAddressOnly() {
        assertTrue(environment("TF_HTTP_ADDRESS").startsWith("http://127.0.0.1:"));
    }

    @Test
    void stateGoesBothWays() throws Exception {
        assertEquals(204, send("GET", "TF_HTTP_ADDRESS", "", "").statusCode());
        assertEquals(
                200,
                send("POST", "TF_HTTP_ADDRESS", "?ID=lock-1", "{\"serial\":1}").statusCode());
        assertArrayEquals("{\"serial\":1}".getBytes(UTF_8), client.states().get("network"));
        assertEquals("{\"serial\":1}", send("GET", "TF_HTTP_ADDRESS", "", "").body());
    }

    @Test
    void aConflictingLockIsAnsweredWithItsHolder() throws Exception {
        client.locks().put("network", THEIRS.getBytes(UTF_8));
        var reply = send("POST", "TF_HTTP_LOCK_ADDRESS", "", OURS);
        assertEquals(423, reply.statusCode());
        assertEquals(THEIRS, reply.body());
        assertTrue(notices.getFirst().contains("locked by them@there (OperationTypeApply"), notices.toString());
        send("POST", "TF_HTTP_LOCK_ADDRESS", "", OURS);
        assertEquals(1, notices.size(), "said once");
    }

    @Test
    void aLockWhoseFirstReplyWasLostIsGranted() throws Exception {
        client.locks().put("network", OURS.getBytes(UTF_8));
        assertEquals(200, send("POST", "TF_HTTP_LOCK_ADDRESS", "", OURS).statusCode());
    }

    @Test
    void unlockReleases() throws Exception {
        assertEquals(200, send("POST", "TF_HTTP_LOCK_ADDRESS", "", OURS).statusCode());
        assertEquals(200, send("DELETE", "TF_HTTP_UNLOCK_ADDRESS", "", OURS).statusCode());
        assertEquals(Map.of(), client.locks());
        state.releaseLeftLock();
        assertEquals(List.of(), notices);
    }

    @Test
    void aLockThatAKilledTerraformLeftIsReleased() throws Exception {
        send("POST", "TF_HTTP_LOCK_ADDRESS", "", OURS);
        state.releaseLeftLock();
        assertEquals(Map.of(), client.locks());
        assertTrue(notices.getFirst().contains("the runner released it"), notices.toString());
    }

    @Test
    void withoutThePasswordNothingIsAnswered() throws Exception {
        var address = URI.create(environment("TF_HTTP_ADDRESS"));
        var none = HttpRequest.newBuilder(address).build();
        assertEquals(
                401, http.send(none, HttpResponse.BodyHandlers.discarding()).statusCode());
        var wrong = HttpRequest.newBuilder(address)
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString("landfall:guess".getBytes(UTF_8)))
                .build();
        assertEquals(
                401, http.send(wrong, HttpResponse.BodyHandlers.discarding()).statusCode());
    }

    @Test
    void otherPathsAndVerbsAreRefused() throws Exception {
        assertEquals(405, send("PUT", "TF_HTTP_ADDRESS", "", "x").statusCode());
        assertEquals(405, send("GET", "TF_HTTP_LOCK_ADDRESS", "", "").statusCode());
        assertEquals(404, send("GET", "TF_HTTP_ADDRESS", "/other", "").statusCode());
    }

    @Test
    void aWriteOutlastsALongOutageAndAReadAShortOne() throws Exception {
        client.failNext(60);
        assertEquals(200, send("POST", "TF_HTTP_ADDRESS", "", "{}").statusCode());
        assertEquals(60, pauses.size());
        var waited = pauses.stream().reduce(Duration.ZERO, Duration::plus);
        assertTrue(waited.compareTo(Duration.ofMinutes(10)) > 0, waited.toString());
        client.failNext(60);
        assertEquals(503, send("GET", "TF_HTTP_ADDRESS", "", "").statusCode());
        assertTrue(notices.getLast().contains("cannot be reached"), notices.toString());
    }

    @Test
    void aStateOverTheLimitIsRefusedWithTheReasonInTheLog() throws Exception {
        var large = "x".repeat(ControlPlaneClient.MAX_BODY_BYTES + 1);
        assertEquals(413, send("POST", "TF_HTTP_ADDRESS", "", large).statusCode());
        assertTrue(notices.getLast().contains("split the module"), notices.toString());
        assertEquals(Map.of(), client.states());
    }

    @Test
    void theAddressDiesWithTheJob() {
        state.close();
        assertThrows(ConnectException.class, () -> send("GET", "TF_HTTP_ADDRESS", "", ""));
    }

    @Test
    void patienceEndsForWhatNoRepetitionHelps() {
        var patience = new Patience(pauses::add);
        assertThrows(
                LandfallException.class,
                () -> patience.atLength(() -> {
                    throw LandfallException.conflict("stale");
                }));
        assertEquals(List.of(), pauses);
        assertFalse(Thread.currentThread().isInterrupted());
    }

    private HttpResponse<String> send(String method, String variable, String suffix, String body)
            throws IOException, InterruptedException {
        var login = Password.USER + ":" + environment("TF_HTTP_PASSWORD");
        var request = HttpRequest.newBuilder(URI.create(environment(variable) + suffix))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login.getBytes(UTF_8)))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private String environment(String name) {
        return String.valueOf(state.environment().get(name));
    }
}
