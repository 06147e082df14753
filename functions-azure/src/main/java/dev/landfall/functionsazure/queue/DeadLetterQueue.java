package dev.landfall.functionsazure.queue;

import com.azure.core.util.Context;
import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.models.PeekedMessageItem;
import com.azure.storage.queue.models.QueueMessageItem;
import com.azure.storage.queue.models.QueueStorageException;
import dev.landfall.controlplane.queue.DeadLetter;
import dev.landfall.controlplane.queue.JobQueues.DeadLetterSink;
import dev.landfall.functionsazure.failure.AzureCall;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * The dead letters of one queue, which Azure's queues do not know: they only count how often a message was received. A
 * message that was received {@value #MAX_RECEIVES} times and is visible again is dead. {@link #collect}, which the control
 * plane runs every minute, moves it into a queue of its own. A runner that looks often may hold it at that moment; it leaves
 * what it cannot use, and some later minute finds it.
 *
 * <p>The events queue's receiver is the Functions host, which moves poison messages itself, into a queue that this class
 * reads the same way.
 */
final class DeadLetterQueue {

    /** As {@code maxDequeueCount} of {@code host.json}. */
    static final int MAX_RECEIVES = 5;

    /** Most messages that Azure gives in one call. */
    private static final int PAGE = 32;

    /** Most pages of one collection; what is left is collected the next minute. */
    private static final int MAX_PAGES = 8;

    private static final Duration HELD = Duration.ofMinutes(1);
    private static final Duration FOR_EVER = Duration.ofSeconds(-1);

    private final QueueClient source;
    private final QueueClient dead;

    DeadLetterQueue(QueueClient source, QueueClient dead) {
        this.source = source;
        this.dead = dead;
    }

    /** Moves what is dead; others that had to be received to get at it are given back. */
    void collect() {
        for (int page = 0; page < MAX_PAGES && someDeadAreVisible(); page++) {
            for (var message : receive(source, PAGE)) {
                if (message.getDequeueCount() > MAX_RECEIVES) {
                    move(message);
                } else {
                    giveBack(source, message);
                }
            }
        }
    }

    /** Hands over dead letters, then removes them; one that was not kept comes again. */
    int drain(int limit, DeadLetterSink keep) {
        var held = new ArrayList<QueueMessageItem>();
        while (held.size() < limit) {
            var some = receive(dead, Math.min(PAGE, limit - held.size()));
            if (some.isEmpty()) {
                break;
            }
            held.addAll(some);
        }
        if (held.isEmpty()) {
            return 0;
        }
        try {
            keep.keep(held.stream().map(DeadLetterQueue::letter).toList());
        } catch (RuntimeException e) {
            held.forEach(message -> giveBack(dead, message));
            throw e;
        }
        held.forEach(message -> dead.deleteMessage(message.getMessageId(), message.getPopReceipt()));
        return held.size();
    }

    private boolean someDeadAreVisible() {
        return source.peekMessages(PAGE, null, Context.NONE).stream()
                .mapToLong(PeekedMessageItem::getDequeueCount)
                .anyMatch(count -> count >= MAX_RECEIVES);
    }

    /** First into the other queue, then out of this one: a crash between doubles a letter and loses none. */
    private void move(QueueMessageItem message) {
        var letter = new MovedLetter(
                message.getMessageId(),
                message.getBody().toString(),
                MAX_RECEIVES,
                message.getInsertionTime().toInstant());
        dead.sendMessageWithResponse(letter.text(), Duration.ZERO, FOR_EVER, null, Context.NONE);
        try {
            source.deleteMessage(message.getMessageId(), message.getPopReceipt());
        } catch (QueueStorageException e) {
            requireGone(e);
        }
    }

    private static void giveBack(QueueClient queue, QueueMessageItem message) {
        try {
            queue.updateMessage(
                    message.getMessageId(),
                    message.getPopReceipt(),
                    message.getBody().toString(),
                    Duration.ZERO);
        } catch (QueueStorageException e) {
            requireGone(e);
        }
    }

    /** Somebody else has it by now, which is as good. */
    private static void requireGone(QueueStorageException e) {
        int status = AzureCall.status(e);
        if (status != 404 && status != 400) {
            throw e;
        }
    }

    private static List<QueueMessageItem> receive(QueueClient queue, int max) {
        return queue.receiveMessages(max, HELD, null, Context.NONE).stream().toList();
    }

    private static DeadLetter letter(QueueMessageItem message) {
        var text = message.getBody().toString();
        return MovedLetter.read(text)
                .map(MovedLetter::letter)
                .orElseGet(() -> new DeadLetter(message.getMessageId(), text, MAX_RECEIVES, sent(message)));
    }

    private static java.time.Instant sent(QueueMessageItem message) {
        OffsetDateTime inserted = message.getInsertionTime();
        return inserted.toInstant();
    }
}
