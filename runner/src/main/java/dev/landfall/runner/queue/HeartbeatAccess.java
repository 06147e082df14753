package dev.landfall.runner.queue;

import dev.landfall.protocol.queue.QueueAccess;
import dev.landfall.runner.session.Standing;
import java.util.Optional;

/** Every heartbeat renews the access; when the queue refuses it earlier, one heartbeat is sent at once. Thread-safe. */
public final class HeartbeatAccess implements LentAccess {

    private final Standing standing;
    private final Runnable heartbeat;

    /** @param heartbeat sends one and waits for its answer; thread-safe */
    public HeartbeatAccess(Standing standing, Runnable heartbeat) {
        this.standing = standing;
        this.heartbeat = heartbeat;
    }

    @Override
    public QueueAccess current() {
        return standing.queue();
    }

    @Override
    public Optional<QueueAccess> insteadOf(QueueAccess refused) {
        if (standing.queue().equals(refused)) {
            heartbeat.run();
        }
        return Optional.of(standing.queue()).filter(access -> !access.equals(refused));
    }
}
