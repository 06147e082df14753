package dev.landfall.runner.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.lease.Lease;
import dev.landfall.runner.client.ControlPlaneClient;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hands over a state whose Terraform is gone, under the lease of its attempt: locks, writes, unlocks. The same again does no
 * harm. Thread-safe.
 */
public final class StatePush {

    private final ControlPlaneClient client;
    private final Lease lease;
    private final String workspace;
    private final StatePlace place;

    public StatePush(ControlPlaneClient client, Lease lease, String workspace, StatePlace place) {
        this.client = client;
        this.lease = lease;
        this.workspace = workspace;
        this.place = place;
    }

    /**
     * Pushes, each call once.
     *
     * @param leftLock lock info that Terraform left; null when it left none
     * @throws LandfallException CONFLICT when the lease does not hold any more, somebody else has the lock, or the state there
     *     is a newer or another one; otherwise as the control plane says
     */
    public void push(byte[] state, byte @Nullable [] leftLock) {
        var info = leftLock == null ? ownLock() : leftLock;
        var holder = heldByOther(client.lockState(lease, workspace, info), info);
        if (holder.isPresent()) {
            throw LandfallException.conflict(LockHolder.sentence(holder.get()));
        }
        if (!isThere(state)) {
            place.write(state, lockId(info));
        }
        client.unlockState(lease, workspace, info);
    }

    /** Terraform's write may have come through although Terraform never heard of it. */
    private boolean isThere(byte[] state) {
        return place.read().filter(there -> sameJson(there, state)).isPresent();
    }

    private static boolean sameJson(byte[] one, byte[] other) {
        try {
            return Json.readTree(one).equals(Json.readTree(other));
        } catch (LandfallException e) {
            return false;
        }
    }

    /** In the form of Terraform's own lock info, to be shown to whoever comes in between. */
    private byte[] ownLock() {
        var id = "landfall-" + lease.job() + "-" + lease.attempt() + "-" + lease.fence();
        return Json.writeString(Map.of("ID", id, "Operation", "saving the state of an apply", "Who", "landfall runner"))
                .getBytes(UTF_8);
    }

    static String lockId(byte[] info) {
        try {
            return Json.readTree(info).path("ID").asString("");
        } catch (LandfallException e) {
            return "";
        }
    }

    /** A lock with the same id is the asker's own: the reply to its first wish got lost. */
    static Optional<byte[]> heldByOther(Optional<byte[]> holder, byte[] info) {
        return holder.filter(other -> !lockId(other).equals(lockId(info)));
    }
}
