package dev.landfall.functionsazure.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.storage.queue.QueueServiceClient;
import dev.landfall.controlplane.queue.DeadLetter;
import dev.landfall.controlplane.queue.JobQueues;
import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.emulators.Fault;
import dev.landfall.emulators.FaultProxy;
import dev.landfall.emulators.ProxiedCall;
import dev.landfall.functionsazure.azurite.AzuriteStorage;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.testkit.thread.Together;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A queue service that throttles, breaks, refuses and loses replies. */
class QueueFaultsIT {

    private static final FaultProxy PROXY =
            AzuriteStorage.faultsBefore(AzuriteStorage.azurite().queue());
    private static final QueueServiceClient DIRECT =
            AzuriteStorage.clients().queues(AzuriteStorage.azurite().queue());
    private static final JobQueues QUEUES = new StorageJobQueues(
            AzuriteStorage.clients().queues(PROXY.uri()),
            "faulty",
            new SharedKeyLending(),
            AzuriteStorage.azurite()::now);

    private final QueueName queue = new QueueName("q-" + UUID.randomUUID());
    private final List<DeadLetter> kept = new ArrayList<>();

    @AfterAll
    static void stop() {
        PROXY.close();
    }

    @BeforeEach
    void create() {
        PROXY.plan().none();
        QUEUES.create(queue);
    }

    @Test
    void aThrottledMessageIsSentOnce() {
        PROXY.plan().next(Fault.THROTTLED, Fault.BROKEN);

        QUEUES.send(queue, "a", Duration.ZERO);

        assertEquals(1, QUEUES.depth(queue).visible());
    }

    @Test
    void aMessageWhoseReplyIsLostIsThereAndMayBeThereTwice() {
        PROXY.plan().next(Fault.LOST_REPLY);

        QUEUES.send(queue, "a", Duration.ZERO);

        assertTrue(QUEUES.depth(queue).visible() >= 1);
    }

    @Test
    void aQueueWhoseCreationIsAnsweredToNobodyIsThere() {
        var other = new QueueName("q-" + UUID.randomUUID());
        PROXY.plan().next(Fault.LOST_REPLY, Fault.NONE, Fault.LOST_REPLY);

        QUEUES.create(other);

        QUEUES.send(other, "a", Duration.ZERO);
    }

    @Test
    void aServiceThatStaysBrokenIsUnavailableForEveryCall() {
        PROXY.plan().always(QueueFaultsIT::any, Fault.BROKEN);

        assertAllUnavailable(List.of(
                () -> QUEUES.send(queue, "a", Duration.ZERO),
                () -> QUEUES.lend(queue, Duration.ofMinutes(5)),
                () -> QUEUES.depth(queue),
                () -> QUEUES.drainDeadLetters(queue, 10, kept::addAll),
                () -> QUEUES.create(new QueueName("other"))));
    }

    @Test
    void aMissingRoleIsSaidWithWhatToGrant() {
        PROXY.plan().always(QueueFaultsIT::any, Fault.REFUSED);

        var message = assertUnavailable(() -> QUEUES.send(queue, "a", Duration.ZERO));

        assertTrue(message.contains("Storage Queue Data Contributor"), message);
        assertTrue(message.contains("AuthorizationPermissionMismatch"), message);
    }

    @Test
    void lettersWhoseRemovalBreaksInTheMiddleComeAgainUnderTheirIds() {
        var dead = DIRECT.getQueueClient("faulty-" + queue.value() + "-dead");
        IntStream.range(0, 3).forEach(i -> dead.sendMessage("letter " + i));
        PROXY.plan().next(QueueFaultsIT::deletes, Fault.NONE, Fault.BROKEN, Fault.BROKEN, Fault.BROKEN, Fault.BROKEN);

        assertUnavailable(() -> QUEUES.drainDeadLetters(queue, 10, kept::addAll));
        AzuriteStorage.azurite().advance(Duration.ofSeconds(61));
        assertEquals(2, QUEUES.drainDeadLetters(queue, 10, kept::addAll));
        assertEquals(0, QUEUES.depth(queue).dead());

        assertEquals(5, kept.size());
        assertEquals(3, kept.stream().map(DeadLetter::id).distinct().count());
    }

    @Test
    void aLetterWhoseMoveBreaksInTheMiddleIsKeptUnderOneId() {
        QUEUES.send(queue, "poison", Duration.ZERO);
        receiveUntilDead();
        PROXY.plan().next(QueueFaultsIT::deletes, Fault.BROKEN, Fault.BROKEN, Fault.BROKEN, Fault.BROKEN);

        assertUnavailable(() -> QUEUES.drainDeadLetters(queue, 10, kept::addAll));
        AzuriteStorage.azurite().advance(Duration.ofSeconds(61));
        QUEUES.drainDeadLetters(queue, 10, kept::addAll);

        assertEquals(2, kept.size());
        assertEquals(1, kept.stream().distinct().count());
        assertEquals(0, QUEUES.depth(queue).visible() + QUEUES.depth(queue).hidden());
    }

    private void receiveUntilDead() {
        for (int i = 0; i < DeadLetterQueue.MAX_RECEIVES; i++) {
            DIRECT.getQueueClient("faulty-" + queue.value()).receiveMessage();
            AzuriteStorage.azurite().advance(Duration.ofSeconds(31));
        }
    }

    private static String assertUnavailable(Runnable attempt) {
        var failure = assertThrows(LandfallException.class, attempt::run);
        assertEquals(ErrorKind.UNAVAILABLE, failure.kind());
        return failure.publicMessage();
    }

    /** All at once, as each is tried for seconds. */
    private static void assertAllUnavailable(List<Runnable> attempts) {
        Together.run(attempts.size(), number -> () -> assertUnavailable(attempts.get(number)));
    }

    private static boolean any(ProxiedCall call) {
        return true;
    }

    private static boolean deletes(ProxiedCall call) {
        return call.method().equals("DELETE");
    }
}
