package dev.landfall.controlplane.queue;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.queue.QueueAccess;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * Queues that deliver at least once, in no promised order: one per pool, and the control plane's own events queue.
 *
 * <p>Implementations are thread-safe. A call that could not reach the queue throws UNAVAILABLE; any other call than
 * {@link #create} on a queue that does not exist throws NOT_FOUND.
 */
public interface JobQueues {

    /** Longest delay of a message (SQS allows 15 minutes). */
    Duration MAX_DELAY = Duration.ofMinutes(15);

    /** Largest message in bytes; messages carry ids only. */
    int MAX_MESSAGE_BYTES = 16 * 1024;

    /** Makes the queue with its dead-letter queue; nothing happens when it is there. */
    void create(QueueName queue);

    /**
     * @param delay before the message can be received, zero to {@link #MAX_DELAY}
     */
    void send(QueueName queue, String message, Duration delay);

    /** Gives a runner access to receive from and delete in this queue alone, until the answer says. */
    QueueAccess lend(QueueName queue, Duration validFor);

    /** Counts of a queue; approximate where the engine only has approximate ones. */
    QueueDepth depth(QueueName queue);

    /**
     * Takes messages that were received too often out of the queue's dead-letter queue. The caller keeps them as
     * records; a crash in between makes them come again.
     *
     * @param keep is given every message; when it returns, the message is gone from the dead-letter queue
     * @return how many there were, at most {@code limit}
     */
    int drainDeadLetters(QueueName queue, int limit, DeadLetterSink keep);

    /**
     * The check of a message that every implementation makes before it sends.
     *
     * @throws LandfallException INVALID for a delay out of range, LIMIT for a message that is too big
     */
    static void requireSendable(String message, Duration delay) {
        if (delay.isNegative() || delay.compareTo(MAX_DELAY) > 0) {
            throw LandfallException.invalid("A message is delayed by zero to " + MAX_DELAY + ", not " + delay + ".");
        }
        if (message.getBytes(StandardCharsets.UTF_8).length > MAX_MESSAGE_BYTES) {
            throw LandfallException.limit(
                    "A message has at most " + MAX_MESSAGE_BYTES + " bytes; send the id of what is bigger.");
        }
    }

    /** Where dead letters go. */
    interface DeadLetterSink {
        void keep(List<DeadLetter> letters);
    }
}
