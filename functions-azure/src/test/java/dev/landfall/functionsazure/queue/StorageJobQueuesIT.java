package dev.landfall.functionsazure.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.util.Context;
import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.QueueServiceClient;
import com.azure.storage.queue.models.QueueMessageItem;
import com.azure.storage.queue.models.QueueStorageException;
import dev.landfall.controlplane.queue.DeadLetter;
import dev.landfall.controlplane.queue.JobQueues;
import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.functionsazure.azurite.AzuriteStorage;
import dev.landfall.testkit.queue.JobQueuesContract;
import dev.landfall.testkit.queue.ReceivedMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class StorageJobQueuesIT extends JobQueuesContract {

    private static final String PREFIX = "landfall";

    private static final QueueServiceClient SERVICE =
            AzuriteStorage.clients().queues(AzuriteStorage.azurite().queue());
    private static final JobQueues QUEUES =
            new StorageJobQueues(SERVICE, PREFIX, new SharedKeyLending(), AzuriteStorage.azurite()::now);

    private final Map<String, QueueMessageItem> held = new ConcurrentHashMap<>();

    @Override
    protected JobQueues queues() {
        return QUEUES;
    }

    /** What was received too often is of no use to a runner and visible again later: here at once, to be collected. */
    @Override
    protected List<ReceivedMessage> receive(QueueName queue, int max, Duration visibility) {
        var received = new ArrayList<ReceivedMessage>();
        for (var message : client(queue).receiveMessages(max, visibility, null, Context.NONE)) {
            if (message.getDequeueCount() > maxReceives()) {
                update(queue, message, Duration.ZERO);
            } else {
                held.put(message.getMessageId() + "/" + message.getPopReceipt(), message);
                received.add(new ReceivedMessage(
                        message.getMessageId(),
                        message.getBody().toString(),
                        message.getMessageId() + "/" + message.getPopReceipt(),
                        (int) message.getDequeueCount()));
            }
        }
        return received;
    }

    @Override
    protected boolean delete(QueueName queue, String receipt) {
        int slash = receipt.indexOf('/');
        if (slash < 1) {
            return false;
        }
        try {
            client(queue).deleteMessage(receipt.substring(0, slash), receipt.substring(slash + 1));
            return true;
        } catch (QueueStorageException e) {
            return false;
        }
    }

    @Override
    protected boolean changeVisibility(QueueName queue, String receipt, Duration visibility) {
        try {
            var message = held.get(receipt);
            return message != null && update(queue, message, visibility);
        } catch (QueueStorageException e) {
            return false;
        }
    }

    @Override
    protected void pass(Duration time) {
        AzuriteStorage.azurite().advance(time);
    }

    @Override
    protected Instant now() {
        return AzuriteStorage.azurite().now();
    }

    @Override
    protected boolean supportsExactDepth() {
        return false;
    }

    @Test
    void theDepthOfAShortQueueTellsWhatCanBeReceivedAndForHowLong() {
        var queue = queue();
        List.of("a", "b", "c").forEach(message -> QUEUES.send(queue, message, Duration.ZERO));
        QUEUES.send(queue, "later", Duration.ofMinutes(1));
        pass(Duration.ofSeconds(7));
        receive(queue, 1, Duration.ofSeconds(30));

        var depth = QUEUES.depth(queue);

        assertEquals(2, depth.visible());
        assertEquals(2, depth.hidden());
        assertTrue(
                depth.oldestVisible().toSeconds() >= 7 && depth.oldestVisible().toSeconds() <= 9, depth.toString());
    }

    @Test
    void goodMessagesBesideADeadOneStayReceivable() {
        var queue = queue();
        QUEUES.send(queue, "poison", Duration.ZERO);
        for (int i = 0; i < maxReceives(); i++) {
            receive(queue, 10, Duration.ofSeconds(30));
            pass(Duration.ofSeconds(31));
        }
        List.of("a", "b").forEach(message -> QUEUES.send(queue, message, Duration.ZERO));

        assertEquals(1, QUEUES.drainDeadLetters(queue, 10, letters -> {}));
        assertEquals(2, receive(queue, 10, Duration.ofSeconds(30)).size());
    }

    @Test
    void whatTheHostFoundPoisonousIsADeadLetterOfTheEventsQueue() {
        QUEUES.create(QueueName.EVENTS);
        SERVICE.getQueueClient(PREFIX + "-events-poison").sendMessage("{\"type\":\"advance\"}");

        var letters = new ArrayList<DeadLetter>();
        QUEUES.drainDeadLetters(QueueName.EVENTS, 10, letters::addAll);

        assertEquals(
                List.of("{\"type\":\"advance\"}"),
                letters.stream().map(DeadLetter::message).toList());
    }

    @Test
    void aNameThatAzureDoesNotTakeIsRefused() {
        assertThrows(RuntimeException.class, () -> QUEUES.create(new QueueName("a--b")));
        assertThrows(RuntimeException.class, () -> QUEUES.create(new QueueName("a".repeat(60))));
    }

    private static QueueName queue() {
        var queue = new QueueName("q-" + UUID.randomUUID());
        QUEUES.create(queue);
        return queue;
    }

    private static boolean update(QueueName queue, QueueMessageItem message, Duration visibility) {
        client(queue)
                .updateMessage(
                        message.getMessageId(),
                        message.getPopReceipt(),
                        message.getBody().toString(),
                        visibility);
        return true;
    }

    private static QueueClient client(QueueName queue) {
        return SERVICE.getQueueClient(PREFIX + "-" + queue.value());
    }
}
