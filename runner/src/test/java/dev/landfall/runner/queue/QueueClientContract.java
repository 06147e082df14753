package dev.landfall.runner.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every queue does for a runner, whatever protocol it speaks. */
public abstract class QueueClientContract {

    /** A delivery takes no longer than this, an emulator's start-up included. */
    protected static final Duration SOON = Duration.ofSeconds(10);

    /** On an empty queue. */
    protected abstract QueueClient client();

    /** For the same kind of queue, which does not exist. */
    protected abstract QueueClient clientOfMissingQueue();

    /** With lent access that has expired. */
    protected abstract QueueClient clientWithExpiredAccess();

    /** As the control plane does. */
    protected abstract void send(String message);

    /** Whether what is lent allows to release. */
    protected boolean supportsRelease() {
        return true;
    }

    /** Whether the engine checks what it is shown; emulators may not. */
    protected boolean supportsExpiry() {
        return true;
    }

    /** Whether the engine says so when there is no such queue. */
    protected boolean supportsMissingQueue() {
        return true;
    }

    @Test
    void sentMessageIsReceivedAsItWas() {
        var message = "{\"job\":\"in_1.jb_2\",\"attempt\":1,\"note\":\"<b>&amp;'\\\"é €\"}";
        send(message);
        assertEquals(List.of(message), bodies(client().receive(1, SOON)));
    }

    @Test
    void emptyQueueAnswersWithNothing() {
        assertEquals(List.of(), client().receive(10, Duration.ZERO));
    }

    @Test
    void noMoreThanAskedForAreReceived() {
        IntStream.range(0, 5).forEach(i -> send("{\"n\":" + i + "}"));
        assertEquals(1, client().receive(1, SOON).size());
        assertTrue(client().receive(2, SOON).size() <= 2);
    }

    @Test
    void everyMessageComesOnceWhileItIsHidden() {
        IntStream.range(0, 12).forEach(i -> send("{\"n\":" + i + "}"));
        var seen = new HashSet<String>();
        long end = System.nanoTime() + SOON.toNanos();
        while (seen.size() < 12 && System.nanoTime() < end) {
            for (var received : client().receive(10, Duration.ofSeconds(1))) {
                assertTrue(seen.add(received.body()), received.body());
            }
        }
        assertEquals(12, seen.size());
        assertEquals(List.of(), client().receive(10, Duration.ZERO));
    }

    @Test
    void waitingReceiverIsGivenWhatIsSentMeanwhile() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = CompletableFuture.supplyAsync(() -> client().receive(1, SOON), threads);
            send("{\"late\":true}");
            assertEquals(List.of("{\"late\":true}"), bodies(waiting.get(SOON.toSeconds() + 10, TimeUnit.SECONDS)));
        }
    }

    @Test
    void deletedMessageIsGoneAndDeletingItAgainIsNoError() {
        send("{}");
        var received = client().receive(1, SOON).getFirst();
        client().delete(received.receipt());
        client().delete(received.receipt());
        client().release(received.receipt());
        assertEquals(List.of(), client().receive(1, Duration.ZERO));
    }

    @Test
    void releasedMessageComesAgainAtOnce() {
        assumeTrue(supportsRelease(), "what is lent does not allow to release");
        send("{}");
        var first = client().receive(1, SOON).getFirst();
        client().release(first.receipt());
        assertEquals(List.of("{}"), bodies(client().receive(1, SOON)));
    }

    @Test
    void whoLeavesTakesNothingFromTheOthers() {
        send("{}");
        client().leave();
        client().leave();
        assertEquals(List.of("{}"), bodies(client().receive(1, SOON)));
    }

    @Test
    void missingQueueIsNotFound() {
        assumeTrue(supportsMissingQueue(), "this engine makes queues when they are asked for");
        var problem = assertThrows(
                LandfallException.class, () -> clientOfMissingQueue().receive(1, Duration.ZERO));
        assertEquals(ErrorKind.NOT_FOUND, problem.kind(), problem.publicMessage());
    }

    @Test
    void expiredAccessIsUnauthenticated() {
        assumeTrue(supportsExpiry(), "this engine does not check access");
        send("{}");
        var problem = assertThrows(
                LandfallException.class, () -> clientWithExpiredAccess().receive(1, Duration.ZERO));
        assertEquals(ErrorKind.UNAUTHENTICATED, problem.kind(), problem.publicMessage());
        assertEquals(1, client().receive(1, SOON).size());
    }

    private static List<String> bodies(List<Received> received) {
        return received.stream().map(Received::body).toList();
    }
}
