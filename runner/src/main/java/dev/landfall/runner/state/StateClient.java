package dev.landfall.runner.state;

import dev.landfall.protocol.lease.Lease;
import dev.landfall.runner.client.ControlPlaneClient;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One workspace's state under one lease. Remembers the lock that was granted, so that a lock can be released for a
 * Terraform that was killed, and the state that was not taken, so that it is not lost with Terraform. A lock that is held
 * already by the same lock id counts as granted: the first reply was lost.
 *
 * <p>Thread-safe.
 */
final class StateClient {

    private final ControlPlaneClient client;
    private final Lease lease;
    private final String workspace;
    private final StatePlace place;
    private final Patience patience;
    private final LockNotes notes;
    private final StatePush push;
    private final AtomicReference<byte @Nullable []> held = new AtomicReference<>();
    private final AtomicReference<byte @Nullable []> unsaved = new AtomicReference<>();

    StateClient(
            ControlPlaneClient client,
            Lease lease,
            String workspace,
            StatePlace place,
            Patience patience,
            LockNotes notes) {
        this.client = client;
        this.lease = lease;
        this.workspace = workspace;
        this.place = place;
        this.patience = patience;
        this.notes = notes;
        this.push = new StatePush(client, lease, workspace, place);
    }

    Optional<byte[]> read() {
        return patience.briefly(place::read);
    }

    void write(byte[] state, @Nullable String lockId) {
        unsaved.set(state);
        patience.atLength(() -> {
            place.write(state, lockId);
            return true;
        });
        unsaved.compareAndSet(state, null);
    }

    /** What Terraform handed over last and the control plane has not taken. */
    Optional<byte[]> unsaved() {
        return Optional.ofNullable(unsaved.get());
    }

    void forgetUnsaved() {
        unsaved.set(null);
    }

    /** For a state whose Terraform is gone; under the lock that it left, if it did. */
    void push(byte[] state) {
        patience.briefly(() -> {
            push.push(state, held.get());
            return true;
        });
        unsaved.set(null);
        forgetLock();
    }

    /** Empty when the lock is ours now, otherwise the holder's lock info. */
    Optional<byte[]> lock(byte[] info) {
        var holder = StatePush.heldByOther(patience.briefly(() -> client.lockState(lease, workspace, info)), info);
        if (holder.isEmpty()) {
            held.set(info.clone());
            notes.lockIs(info);
        }
        return holder;
    }

    void unlock(byte[] info) {
        patience.atLength(() -> {
            client.unlockState(lease, workspace, info);
            return true;
        });
        forgetLock();
    }

    /**
     * Releases a lock that was granted and never given back.
     *
     * @return whether there was one
     */
    boolean releaseLeftLock() {
        var info = held.getAndSet(null);
        if (info == null) {
            return false;
        }
        patience.briefly(() -> {
            client.unlockState(lease, workspace, info);
            return true;
        });
        return true;
    }

    private void forgetLock() {
        if (held.getAndSet(null) != null) {
            notes.lockIs(null);
        }
    }
}
