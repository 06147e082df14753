package dev.landfall.functionslocal.queue;

import dev.landfall.controlplane.queue.QueueName;
import java.time.Duration;
import java.util.List;

/**
 * The receiving side of the local queues, as the host serves it to runners and uses it for the events queue. It answers
 * like the cloud queues do: at least once, hidden while it is held, dead after {@value #MAX_RECEIVES} receives.
 *
 * <p>Implementations are thread-safe. A queue that does not exist is NOT_FOUND, a store that cannot be reached
 * UNAVAILABLE, an argument out of range INVALID.
 */
public interface LocalQueueReceiver {

    /** Received this often without being deleted, a message is a dead letter once it is visible again. */
    int MAX_RECEIVES = 5;

    /** Most messages in one answer. */
    int MAX_MESSAGES = 32;

    /** Longest wait for a message. */
    Duration MAX_WAIT = Duration.ofSeconds(20);

    /** Longest time that a message stays hidden (SQS allows 12 hours). */
    Duration MAX_VISIBILITY = Duration.ofHours(12);

    /**
     * Takes visible messages and hides them. Waits while there are none, and answers within a millisecond or so once one
     * is sent, released, or becomes visible.
     *
     * @param max 1 to {@value #MAX_MESSAGES}
     * @param visibility how long they stay hidden from others, above zero to {@link #MAX_VISIBILITY}
     * @param wait zero to {@link #MAX_WAIT}
     * @return empty when nothing came in time or the thread was interrupted
     */
    List<ReceivedMessage> receive(QueueName queue, int max, Duration visibility, Duration wait);

    /**
     * Removes a held message for good.
     *
     * @return false when the receipt is void: somebody else received the message meanwhile, or it is gone
     */
    boolean delete(QueueName queue, String receipt);

    /**
     * Hides a held message for so long from now; zero gives it to the next receiver at once.
     *
     * @return false when the receipt is void
     */
    boolean changeVisibility(QueueName queue, String receipt, Duration visibility);
}
