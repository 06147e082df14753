package dev.landfall.runner.state;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.lease.Lease;
import dev.landfall.runner.client.ControlPlaneClient;
import dev.landfall.runner.statestore.StateObjects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the bytes of one workspace's state are, under one lease. Locks are the control plane's wherever that is. Thread-safe. */
public interface StatePlace {

    /** The newest state; empty when there is none yet. */
    Optional<byte[]> read();

    /**
     * @param lockId of the lock that the writer holds; null for an unlocked write
     * @throws LandfallException CONFLICT when the lease or the lock does not hold, or a newer state is there
     */
    void write(byte[] state, @Nullable String lockId);

    /** With the control plane. */
    static StatePlace ofControlPlane(ControlPlaneClient client, Lease lease, String workspace) {
        return new StatePlace() {
            @Override
            public Optional<byte[]> read() {
                return client.readState(lease, workspace);
            }

            @Override
            public void write(byte[] state, @Nullable String lockId) {
                client.writeState(lease, workspace, state, lockId);
            }
        };
    }

    /** In the customer's store. */
    static StatePlace ofCustomer(ControlPlaneClient client, Lease lease, String workspace, StateObjects objects) {
        return new CustomerPlace(client, lease, workspace, objects);
    }
}
