package dev.landfall.integration.azure;

import com.azure.core.util.Context;
import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.QueueServiceClient;
import com.azure.storage.queue.models.QueueMessageItem;
import com.azure.storage.queue.models.QueueStorageException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Serves a {@code queueTrigger} by the rules of the real host's queue processor: batches of {@code batchSize}, a new one
 * when {@code newBatchThreshold} or fewer are at work; a message is held for a while (ten minutes in Azure); success deletes it, failure hides it
 * for {@code visibilityTimeout}, the {@code maxDequeueCount}th failure moves it to {@code <queue>-poison}. An empty queue is
 * asked after 100 ms, then twice as late each time, up to {@code maxPollingInterval}.
 */
final class QueueListener implements Runnable {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    private final FunctionDefinition function;
    private final HostSettings settings;
    private final Worker worker;
    private final Duration held;
    private final QueueClient queue;
    private final QueueClient poison;
    private final Semaphore places;

    QueueListener(
            FunctionDefinition function,
            HostSettings settings,
            Worker worker,
            QueueServiceClient service,
            String name,
            Duration held) {
        this.function = function;
        this.settings = settings;
        this.worker = worker;
        this.held = held;
        this.queue = service.getQueueClient(name);
        this.poison = service.getQueueClient(name + "-poison");
        this.places = new Semaphore(settings.batchSize() + settings.newBatchThreshold());
    }

    @Override
    public void run() {
        var pause = FIRST_PAUSE;
        while (!Thread.currentThread().isInterrupted()) {
            places.acquireUninterruptibly(settings.batchSize());
            var messages = receive();
            places.release(settings.batchSize() - messages.size());
            for (var message : messages) {
                Thread.ofVirtual().start(() -> process(message));
            }
            if (messages.isEmpty()) {
                sleep(pause);
                var longer = pause.multipliedBy(2);
                pause = longer.compareTo(settings.maxPollingInterval()) > 0 ? settings.maxPollingInterval() : longer;
            } else {
                pause = FIRST_PAUSE;
            }
        }
    }

    private List<QueueMessageItem> receive() {
        try {
            return queue.receiveMessages(settings.batchSize(), held, null, Context.NONE).stream()
                    .toList();
        } catch (RuntimeException e) {
            System.err.println("queue " + queue.getQueueName() + " cannot be read: " + e);
            return List.of();
        }
    }

    private void process(QueueMessageItem message) {
        try {
            if (message.getDequeueCount() > settings.maxDequeueCount()) {
                moveToPoison(message);
            } else if (succeeded(message)) {
                queue.deleteMessage(message.getMessageId(), message.getPopReceipt());
            } else if (message.getDequeueCount() >= settings.maxDequeueCount()) {
                moveToPoison(message);
            } else {
                queue.updateMessage(
                        message.getMessageId(),
                        message.getPopReceipt(),
                        message.getBody().toString(),
                        settings.visibilityTimeout());
            }
        } catch (QueueStorageException e) {
            System.err.println("message " + message.getMessageId() + " was not settled: " + e.getMessage());
        } finally {
            places.release();
        }
    }

    private boolean succeeded(QueueMessageItem message) {
        try {
            worker.invoke(function, message.getBody().toString());
            return true;
        } catch (RuntimeException e) {
            System.err.println("function " + function.name() + " failed: " + e);
            return false;
        }
    }

    private void moveToPoison(QueueMessageItem message) {
        poison.createIfNotExists();
        poison.sendMessage(message.getBody().toString());
        queue.deleteMessage(message.getMessageId(), message.getPopReceipt());
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
