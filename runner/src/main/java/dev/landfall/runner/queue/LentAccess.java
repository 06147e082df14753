package dev.landfall.runner.queue;

import dev.landfall.protocol.queue.QueueAccess;
import java.util.Optional;

/** Access to the pool's queue as it was lent last. Thread-safe. */
public interface LentAccess {

    QueueAccess current();

    /**
     * Asks for new access because the queue refused what was lent.
     *
     * @return empty when there is none; what the queue said stands then
     */
    Optional<QueueAccess> insteadOf(QueueAccess refused);
}
