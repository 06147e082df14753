package dev.landfall.runner.queue;

import java.time.Duration;
import java.util.List;

/**
 * The pool's queue with lent access. Every call has a deadline and throws
 * {@link dev.landfall.protocol.error.LandfallException}: UNAUTHENTICATED when what was lent has expired, FORBIDDEN when it
 * does not reach so far, NOT_FOUND when the queue is gone, UNAVAILABLE when the queue could not be reached or throttles. Thread-safe.
 */
public interface QueueClient {

    /** A received message is hidden from others for this long: a claim must be decided within it. */
    Duration VISIBILITY = Duration.ofSeconds(30);

    /** The longest long poll. */
    Duration MAX_WAIT = Duration.ofSeconds(20);

    /**
     * Takes up to {@code max} messages, waiting for the first one.
     *
     * @param wait at most {@link #MAX_WAIT}
     * @return empty when none came in time
     */
    List<Received> receive(int max, Duration wait);

    /** Removes a message for good. A delivery that is over, because its message was deleted or came again, is no error. */
    void delete(String receipt);

    /**
     * Makes a message visible to others at once where the lent access allows that; otherwise it is when
     * {@link #VISIBILITY} has passed. A delivery that is over is no error.
     */
    void release(String receipt);

    /**
     * Says that this process receives no more, so that a message which a long poll of it still takes is not hidden for
     * {@link #VISIBILITY} with nobody to read it. A cloud's queue sees the closed connection by itself, and nothing is done.
     */
    default void leave() {}
}
