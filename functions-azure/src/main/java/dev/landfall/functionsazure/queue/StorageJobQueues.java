package dev.landfall.functionsazure.queue;

import com.azure.core.util.Context;
import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.QueueServiceClient;
import com.azure.storage.queue.models.PeekedMessageItem;
import com.azure.storage.queue.models.QueueErrorCode;
import com.azure.storage.queue.models.QueueStorageException;
import dev.landfall.controlplane.queue.JobQueues;
import dev.landfall.controlplane.queue.QueueDepth;
import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.functionsazure.failure.AzureCall;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.queue.QueueAccess;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Supplier;

/**
 * {@link JobQueues} on Azure Queue Storage: {@code <prefix>-<queue>} and a {@linkplain DeadLetterQueue dead-letter queue}
 * beside it. Messages live until they are deleted. Thread-safe.
 */
public final class StorageJobQueues implements JobQueues {

    private static final Duration FOR_EVER = Duration.ofSeconds(-1);
    private static final int MOST_PEEKED = 32;

    /** The clock of whoever uses the access may be behind. */
    private static final Duration BACKDATED = Duration.ofMinutes(5);

    private static final Map<String, String> TAGS = Map.of("landfall", "queue");

    private final QueueServiceClient service;
    private final StorageQueueNames names;
    private final QueueLending lending;
    private final InstantSource clock;

    /**
     * @param prefix of all names: a letter and up to 19 of {@code a-z 0-9}
     */
    public StorageJobQueues(QueueServiceClient service, String prefix, QueueLending lending, InstantSource clock) {
        this.service = service;
        this.names = new StorageQueueNames(prefix);
        this.lending = lending;
        this.clock = clock;
    }

    @Override
    public void create(QueueName queue) {
        AzureCall.run("create the queue '" + queue.value() + "'", () -> {
            createIfAbsent(names.dead(queue));
            createIfAbsent(names.of(queue));
        });
    }

    @Override
    public void send(QueueName queue, String message, Duration delay) {
        JobQueues.requireSendable(message, delay);
        found(
                queue,
                "send a message to",
                () -> live(queue).sendMessageWithResponse(message, wholeSeconds(delay), FOR_EVER, null, Context.NONE));
    }

    @Override
    public QueueAccess lend(QueueName queue, Duration validFor) {
        var client = live(queue);
        var now = clock.instant();
        var expiresAt = now.plus(validFor);
        found(queue, "find", client::getProperties);
        var sas = found(queue, "lend access to", () -> lending.sas(client, now.minus(BACKDATED), expiresAt));
        return new QueueAccess(
                QueueAccess.AZURE_STORAGE_QUEUE,
                URI.create(client.getQueueUrl()),
                Map.of(QueueAccess.SAS, sas),
                expiresAt);
    }

    @Override
    public QueueDepth depth(QueueName queue) {
        return found(queue, "count the messages of", () -> {
            var now = clock.instant();
            var visible = live(queue).peekMessages(MOST_PEEKED, null, Context.NONE).stream()
                    .toList();
            long all = live(queue).getProperties().getApproximateMessagesCountLong();
            long dead = dead(queue).getProperties().getApproximateMessagesCountLong();
            long receivable = visible.size() < MOST_PEEKED ? visible.size() : Math.max(all, visible.size());
            var oldest = visible.stream()
                    .map(StorageJobQueues::sentAt)
                    .min(Comparator.naturalOrder())
                    .orElse(now);
            var age = oldest.isAfter(now) ? Duration.ZERO : Duration.between(oldest, now);
            return new QueueDepth(receivable, Math.max(0, all - receivable), dead, age);
        });
    }

    @Override
    public int drainDeadLetters(QueueName queue, int limit, DeadLetterSink keep) {
        return found(queue, "drain the dead letters of", () -> {
            var letters = new DeadLetterQueue(live(queue), dead(queue));
            letters.collect();
            return letters.drain(limit, keep);
        });
    }

    private QueueClient live(QueueName queue) {
        return service.getQueueClient(names.of(queue));
    }

    private QueueClient dead(QueueName queue) {
        return service.getQueueClient(names.dead(queue));
    }

    /** Not by the SDK's own call, which takes a queue that is being deleted for one that is there. */
    private void createIfAbsent(String name) {
        try {
            service.getQueueClient(name).createWithResponse(TAGS, null, Context.NONE);
        } catch (QueueStorageException e) {
            if (!QueueErrorCode.QUEUE_ALREADY_EXISTS.equals(e.getErrorCode())) {
                throw e;
            }
        }
    }

    private static <T> T found(QueueName queue, String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (QueueStorageException e) {
            if (AzureCall.status(e) == 404) {
                throw LandfallException.notFound("There is no queue '" + queue.value() + "'; create it first.");
            }
            throw AzureCall.failure(what + " the queue '" + queue.value() + "'", e);
        } catch (RuntimeException e) {
            throw AzureCall.failure(what + " the queue '" + queue.value() + "'", e);
        }
    }

    /** Azure hides for whole seconds; never shorter than asked for. */
    private static Duration wholeSeconds(Duration delay) {
        return Duration.ofSeconds(delay.plusSeconds(1).minusNanos(1).toSeconds());
    }

    private static Instant sentAt(PeekedMessageItem message) {
        return message.getInsertionTime().toInstant();
    }
}
