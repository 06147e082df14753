package dev.landfall.runner.session;

import dev.landfall.protocol.lease.QueueMessage;
import dev.landfall.protocol.queue.QueueAccess;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Whether this process may take jobs, and through which queue. Thread-safe. */
public final class Standing {

    private final AtomicBoolean draining = new AtomicBoolean();
    private final AtomicBoolean hurried = new AtomicBoolean();
    private final AtomicBoolean replaced = new AtomicBoolean();
    private final AtomicReference<List<QueueMessage>> announced = new AtomicReference<>(List.of());
    private volatile @Nullable QueueAccess queue;

    /** Takes no more jobs from now on. Cannot be taken back. */
    public void drain() {
        hurried.set(true);
        draining.set(true);
    }

    /** The same, and nobody waits for it: jobs that run take the time that they need, until somebody says {@link #drain}. */
    public void retire() {
        draining.set(true);
    }

    /** A newer process of the same runner exists: this one drains. */
    public void replace() {
        replaced.set(true);
        hurried.set(true);
        draining.set(true);
    }

    public boolean draining() {
        return draining.get();
    }

    /** Whether somebody waits for the end. */
    public boolean hurried() {
        return hurried.get();
    }

    public boolean replaced() {
        return replaced.get();
    }

    /** Access to the pool's queue as it was lent last. */
    public QueueAccess queue() {
        var current = queue;
        if (current == null) {
            throw new IllegalStateException("no session was opened yet");
        }
        return current;
    }

    /** The jobs that the last heartbeat announced to this runner alone; the second call gets none. */
    public List<QueueMessage> takeAnnounced() {
        return announced.getAndSet(List.of());
    }

    void announced(List<QueueMessage> messages) {
        announced.set(messages);
    }

    void lend(@Nullable QueueAccess access) {
        if (access != null) {
            queue = access;
        }
    }
}
