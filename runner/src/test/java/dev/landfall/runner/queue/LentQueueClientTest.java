package dev.landfall.runner.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.queue.QueueAccess;
import dev.landfall.runner.client.HttpTransport;
import dev.landfall.runner.time.Ticker;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LentQueueClientTest {

    private final List<String> calls = new ArrayList<>();

    private static QueueAccess access(String token) {
        return new QueueAccess(
                QueueAccess.LANDFALL, URI.create("http://127.0.0.1:1/q"), Map.of("token", token), Instant.EPOCH);
    }

    private static LentAccess lent(QueueAccess current, Optional<QueueAccess> renewed) {
        return new LentAccess() {
            @Override
            public QueueAccess current() {
                return current;
            }

            @Override
            public Optional<QueueAccess> insteadOf(QueueAccess refused) {
                assertEquals(current, refused);
                return renewed;
            }
        };
    }

    /** Knows the token "new" and calls every other expired. */
    private QueueClient client(QueueAccess access) {
        var token = String.valueOf(access.credentials().get("token"));
        return new QueueClient() {
            @Override
            public List<Received> receive(int max, Duration wait) {
                call("receive");
                return List.of(new Received("r", "{}"));
            }

            @Override
            public void delete(String receipt) {
                call("delete " + receipt);
            }

            @Override
            public void release(String receipt) {
                call("release " + receipt);
            }

            private void call(String what) {
                calls.add(what + " with " + token);
                if (token.equals("gone")) {
                    throw LandfallException.notFound("There is no such queue.");
                }
                if (!token.equals("new")) {
                    throw LandfallException.unauthenticated("What was lent has expired.");
                }
            }
        };
    }

    @Test
    void expiredAccessIsRenewedAndTheCallRepeated() {
        var client = new LentQueueClient(lent(access("old"), Optional.of(access("new"))), this::client);
        assertEquals(1, client.receive(1, Duration.ZERO).size());
        client.delete("r");
        client.release("r");
        assertEquals(
                List.of(
                        "receive with old",
                        "receive with new",
                        "delete r with old",
                        "delete r with new",
                        "release r with old",
                        "release r with new"),
                calls);
    }

    @Test
    void renewalThatDoesNotHelpIsNotRepeated() {
        var client = new LentQueueClient(lent(access("old"), Optional.of(access("older"))), this::client);
        assertThrows(LandfallException.class, () -> client.receive(1, Duration.ZERO));
        assertEquals(2, calls.size());
    }

    @Test
    void withoutNewAccessTheQueuesAnswerStands() {
        var client = new LentQueueClient(lent(access("old"), Optional.empty()), this::client);
        var problem = assertThrows(LandfallException.class, () -> client.receive(1, Duration.ZERO));
        assertEquals(ErrorKind.UNAUTHENTICATED, problem.kind());
        assertEquals(1, calls.size());
    }

    @Test
    void otherErrorsAskForNothing() {
        var client = new LentQueueClient(lent(access("gone"), Optional.of(access("new"))), this::client);
        var problem = assertThrows(LandfallException.class, () -> client.delete("r"));
        assertEquals(ErrorKind.NOT_FOUND, problem.kind());
        assertEquals(1, calls.size());
    }

    @Test
    void unknownTypeNamesWhatThisVersionKnows() {
        try (var transport = new HttpTransport()) {
            var clients = new QueueClients(transport, "boot", InstantSource.system(), Ticker.system(), Duration.ZERO);
            var access = new QueueAccess("carrier-pigeon", URI.create("http://127.0.0.1:1/q"), Map.of(), Instant.EPOCH);
            var problem = assertThrows(LandfallException.class, () -> clients.of(access));
            assertEquals(ErrorKind.INVALID, problem.kind());
            for (var name : List.of("carrier-pigeon", "landfall", "sqs", "azure-storage-queue")) {
                assertTrue(problem.publicMessage().contains(name), problem.publicMessage());
            }
        }
    }
}
