package dev.landfall.runner.state;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.lease.Lease;
import dev.landfall.runner.client.ControlPlaneClient;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One workspace's state under one lease. Remembers the lock that was granted, so that a lock can be released for a
 * Terraform that was killed. A lock that is held already by the same lock id counts as granted: the first reply was lost.
 *
 * <p>Thread-safe.
 */
final class StateClient {

    private final ControlPlaneClient client;
    private final Lease lease;
    private final String workspace;
    private final Patience patience;
    private final AtomicReference<byte @Nullable []> held = new AtomicReference<>();

    StateClient(ControlPlaneClient client, Lease lease, String workspace, Patience patience) {
        this.client = client;
        this.lease = lease;
        this.workspace = workspace;
        this.patience = patience;
    }

    Optional<byte[]> read() {
        return patience.briefly(() -> client.readState(lease, workspace));
    }

    void write(byte[] state, @Nullable String lockId) {
        patience.atLength(() -> {
            client.writeState(lease, workspace, state, lockId);
            return true;
        });
    }

    /** Empty when the lock is ours now, otherwise the holder's lock info. */
    Optional<byte[]> lock(byte[] info) {
        var holder = patience.briefly(() -> client.lockState(lease, workspace, info))
                .filter(other -> !lockId(other).equals(lockId(info)));
        if (holder.isEmpty()) {
            held.set(info.clone());
        }
        return holder;
    }

    void unlock(byte[] info) {
        patience.atLength(() -> {
            client.unlockState(lease, workspace, info);
            return true;
        });
        held.set(null);
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

    private static String lockId(byte[] info) {
        try {
            return Json.readTree(info).path("ID").asString("");
        } catch (LandfallException e) {
            return "";
        }
    }
}
