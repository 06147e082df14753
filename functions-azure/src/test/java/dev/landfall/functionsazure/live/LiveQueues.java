package dev.landfall.functionsazure.live;

import com.azure.core.util.Context;
import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.models.QueueMessageItem;
import com.azure.storage.queue.models.QueueStorageException;
import dev.landfall.controlplane.queue.JobQueues;
import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.testkit.queue.JobQueuesContract;
import dev.landfall.testkit.queue.ReceivedMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The receiving side of Storage Queues in real time; the tests wait together. */
@Execution(ExecutionMode.CONCURRENT)
abstract class LiveQueues extends JobQueuesContract {

    private static final Duration LATENESS = Duration.ofSeconds(2);

    private final Map<String, QueueMessageItem> held = new ConcurrentHashMap<>();

    @Override
    protected abstract JobQueues queues();

    abstract QueueClient client(QueueName queue);

    @Override
    protected List<ReceivedMessage> receive(QueueName queue, int max, Duration visibility) {
        var received = new ArrayList<ReceivedMessage>();
        for (var message : client(queue).receiveMessages(max, visibility, null, Context.NONE)) {
            if (message.getDequeueCount() > maxReceives()) {
                update(queue, message, Duration.ZERO);
            } else {
                var receipt = message.getMessageId() + "/" + message.getPopReceipt();
                held.put(receipt, message);
                received.add(new ReceivedMessage(
                        message.getMessageId(), message.getBody().toString(), receipt, (int)
                                message.getDequeueCount()));
            }
        }
        return received;
    }

    @Override
    protected boolean delete(QueueName queue, String receipt) {
        int slash = receipt.indexOf('/');
        return slash >= 1
                && accepted(
                        () -> client(queue).deleteMessage(receipt.substring(0, slash), receipt.substring(slash + 1)));
    }

    @Override
    protected boolean changeVisibility(QueueName queue, String receipt, Duration visibility) {
        var message = held.get(receipt);
        return message != null && accepted(() -> update(queue, message, visibility));
    }

    @Override
    protected void pass(Duration time) {
        await(time, LATENESS);
    }

    @Override
    protected Instant now() {
        return Instant.now();
    }

    @Override
    protected Duration hidden() {
        return Duration.ofSeconds(8);
    }

    @Override
    protected Duration margin() {
        return Duration.ofSeconds(4);
    }

    @Override
    protected boolean supportsExactDepth() {
        return false;
    }

    private void update(QueueName queue, QueueMessageItem message, Duration visibility) {
        client(queue)
                .updateMessage(
                        message.getMessageId(),
                        message.getPopReceipt(),
                        message.getBody().toString(),
                        visibility);
    }

    private static boolean accepted(Runnable call) {
        try {
            call.run();
            return true;
        } catch (QueueStorageException e) {
            return false;
        }
    }
}
