package dev.landfall.functionsazure.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.controlplane.Ports;
import dev.landfall.functionsazure.AzureConfig;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.testkit.blob.InMemoryBlobs;
import dev.landfall.testkit.queue.InMemoryJobQueues;
import dev.landfall.testkit.records.InMemoryRecords;
import dev.landfall.testkit.secret.InMemorySecretStore;
import dev.landfall.testkit.signing.InMemorySigner;
import dev.landfall.testkit.time.ManualClock;
import dev.landfall.testkit.time.SequentialIds;
import dev.landfall.testkit.wakeup.InMemoryWakeUp;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the platform may hand over and no sender should have sent. */
class MalformedEventTest {

    private final FunctionApp app = new FunctionApp(() -> "acme", MalformedEventTest::ports);

    @Test
    void garbageInTheQueueFailsItsInvocationSoThatTheHostCountsAndMovesIt() {
        var events = new EventsFunction(app);
        for (var garbage : List.of(
                "", "not json", "[]", "{}", "\"text\"", "{\"type\":\"nonsense\"}", "{\"type\":\"lease\"}", "\u0000")) {
            var failure = assertThrows(LandfallException.class, () -> events.run(garbage), garbage);
            assertEquals(ErrorKind.INVALID, failure.kind(), garbage);
        }
    }

    @Test
    void aRequestThatIsBrokenIsAnsweredWithWhatIsWrong() {
        assertEquals(401, status("POST", "/v1/projects", "{"));
        assertEquals(404, status("GET", "/v1/no-such-thing", ""));
        assertEquals(404, status("GET", "/%2e%2e/%2e%2e/etc/passwd", ""));
    }

    @Test
    void aBodyThatIsTooBigIsAnswered413() {
        assertEquals(413, status("POST", "/v1/projects", "x".repeat(300_000)));
        assertEquals(413, status("POST", "/v1/webhooks/github/none", "x".repeat(8 << 20)));
    }

    @Test
    void anAppWithoutSettingsIsAnswered503AndSaysNothingOfThemOutside() {
        var broken = new FunctionApp(() -> "acme", () -> {
            AzureConfig.from(Map.of());
            throw new AssertionError("settings that are not there were taken");
        });
        var reply = new HttpFunction(broken).run(request("GET", "/healthz", ""));

        assertEquals(503, reply.getStatusCode());
        assertFalse(text(reply.getBody()).contains("LANDFALL_"), text(reply.getBody()));
        assertTrue(text(reply.getBody()).contains("log says what is missing"), text(reply.getBody()));
    }

    private int status(String method, String path, String body) {
        return new HttpFunction(app).run(request(method, path, body)).getStatusCode();
    }

    private static WorkerRequest request(String method, String path, String body) {
        return new WorkerRequest(method, URI.create("https://landfall.invalid" + path), Map.of(), bytes(body));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Object body) {
        return new String((byte[]) body, StandardCharsets.UTF_8);
    }

    private static Ports ports() {
        var clock = new ManualClock();
        return new Ports(
                new InMemoryRecords(clock),
                new InMemoryJobQueues(clock),
                new InMemoryBlobs(clock),
                new InMemorySecretStore(),
                new InMemorySigner(clock),
                new InMemoryWakeUp(),
                clock,
                new SequentialIds());
    }
}
