package dev.landfall.runner.queue.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.queue.QueueAccess;
import dev.landfall.runner.client.HttpTransport;
import dev.landfall.runner.queue.QueueClient;
import dev.landfall.runner.queue.QueueClientContract;
import dev.landfall.runner.queue.Received;
import dev.landfall.runner.time.ManualTime;
import dev.landfall.runner.time.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class StorageQueueClientTest extends QueueClientContract {

    private static final Duration BUSY_FOR = Duration.ofMinutes(10);
    private static final int HOURS_OF_A_DAY = 24;

    private final HttpTransport transport = new HttpTransport();
    private final FakeStorageQueue storage = new FakeStorageQueue();
    private final ManualTime time = new ManualTime();
    private final PollingPace pace = new PollingPace(time, BUSY_FOR);

    StorageQueueClientTest() throws IOException {}

    @AfterEach
    void close() {
        storage.close();
        transport.close();
    }

    @Override
    protected QueueClient client() {
        return client(storage.access("pu"));
    }

    @Override
    protected QueueClient clientOfMissingQueue() {
        return client(storage.access("pu", "good%2Bsignature%3D", "another"));
    }

    @Override
    protected QueueClient clientWithExpiredAccess() {
        return client(storage.access("pu", "old", "lf-pool"));
    }

    @Override
    protected void send(String message) {
        storage.queue().send(message);
    }

    private QueueClient client(QueueAccess access) {
        return new StorageQueueClient(transport, access, new PollingPace(Ticker.system(), BUSY_FOR), Ticker.system());
    }

    /** Its waits pass by hand. */
    private QueueClient quickClient() {
        return new StorageQueueClient(transport, storage.access("p"), pace, time, time::pass);
    }

    @Test
    void looksEverySecondForTenMinutesAndEveryFiveSecondsThen() {
        var client = quickClient();
        client.receive(1, QueueClient.MAX_WAIT);
        assertEquals(20, storage.looks());
        time.pass(Duration.ofSeconds(10));
        for (int i = 0; i < 29; i++) {
            client.receive(1, QueueClient.MAX_WAIT);
        }
        int busy = storage.looks();
        client.receive(1, QueueClient.MAX_WAIT);
        assertEquals(busy + 4, storage.looks());
    }

    /** What docs/cost.md reckons with. */
    @Test
    void idleDayTakes17280LooksAndABusyOne86400() {
        var client = quickClient();
        assertEquals(86_400, looksOf(client, BUSY_FOR) * 6 * HOURS_OF_A_DAY);
        assertEquals(17_280, looksOf(client, Duration.ofHours(1)) * HOURS_OF_A_DAY);
    }

    private int looksOf(QueueClient client, Duration period) {
        int before = storage.looks();
        long end = time.nanos() + period.toNanos();
        while (time.nanos() < end) {
            client.receive(1, QueueClient.MAX_WAIT);
        }
        return storage.looks() - before;
    }

    @Test
    void slowReplyDoesNotSlowThePace() {
        var pace = new PollingPace(time, BUSY_FOR);
        pace.looks();
        time.pass(Duration.ofMillis(300));
        assertEquals(Duration.ofMillis(700), pace.untilNextLook());
        time.pass(Duration.ofSeconds(2));
        assertEquals(Duration.ZERO, pace.untilNextLook());
    }

    @Test
    void messageQuickensTheLooks() {
        var client = quickClient();
        for (int i = 0; i < 31; i++) {
            client.receive(1, QueueClient.MAX_WAIT);
        }
        storage.queue().send("{}");
        assertEquals(1, client.receive(1, QueueClient.MAX_WAIT).size());
        int before = storage.looks();
        client.receive(1, QueueClient.MAX_WAIT);
        assertEquals(before + 20, storage.looks());
    }

    @Test
    void endOfATimeWithoutAFreeSlotQuickensTheLooks() {
        var client = quickClient();
        client.receive(1, Duration.ZERO);
        time.pass(Duration.ofHours(1));
        int before = storage.looks();
        client.receive(1, QueueClient.MAX_WAIT);
        assertEquals(before + 20, storage.looks());
    }

    @Test
    void messageWithoutTheRightToReleaseStaysHidden() {
        storage.queue().send("{}");
        var client = quickClient();
        var received = client.receive(1, Duration.ZERO).getFirst();
        client.release(received.receipt());
        assertEquals(List.of(), client.receive(1, Duration.ZERO));
        client.delete(received.receipt());
        assertEquals(0, storage.queue().size());
    }

    @Test
    void base64IsReadToo() {
        storage.queue()
                .send(Base64.getEncoder()
                        .encodeToString("{\"attempt\":1}".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        storage.queue().send("not a message");
        var bodies =
                client().receive(2, Duration.ZERO).stream().map(Received::body).toList();
        assertEquals(List.of("{\"attempt\":1}", "not a message"), bodies);
    }

    @Test
    void entitiesAreNotFollowed() {
        storage.answer(
                200,
                "<!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/hostname\">]><QueueMessagesList><QueueMessage>"
                        + "<MessageId>1</MessageId><PopReceipt>r</PopReceipt><MessageText>&f;</MessageText>"
                        + "</QueueMessage></QueueMessagesList>");
        assertEquals(ErrorKind.UNAVAILABLE, failure().kind());
    }

    @Test
    void whatIsNoReplyOfTheServiceIsUnavailable() {
        for (var text : List.of("", "{}", "<html><body>Sign in</body></html>", "<QueueMessagesList><QueueMessage/>")) {
            storage.answer(200, text);
            assertEquals(ErrorKind.UNAVAILABLE, failure().kind(), text);
        }
        storage.answer(503, "<Error><Code>ServerBusy</Code></Error>");
        assertEquals(ErrorKind.UNAVAILABLE, failure().kind());
    }

    @Test
    void refusalSaysTheCodeAndNoSignature() {
        storage.answer(403, "<Error><Code>AuthorizationFailure</Code><Message>sig=good%2Bsignature</Message></Error>");
        var problem = failure();
        assertEquals(ErrorKind.FORBIDDEN, problem.kind());
        assertTrue(problem.publicMessage().contains("AuthorizationFailure"), problem.publicMessage());
        assertFalse(problem.publicMessage().contains("good"), problem.publicMessage());
    }

    private LandfallException failure() {
        return assertThrows(LandfallException.class, () -> client().receive(1, Duration.ZERO));
    }
}
