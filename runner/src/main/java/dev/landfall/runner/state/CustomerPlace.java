package dev.landfall.runner.state;

import dev.landfall.protocol.digest.Sha256;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.lease.Lease;
import dev.landfall.protocol.state.StateEntry;
import dev.landfall.runner.client.ControlPlaneClient;
import dev.landfall.runner.statestore.StateObjects;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A state whose bytes are the customer's. They are written first, under a name that nothing else has; what makes them the newest state is
 * the control plane's note of them, under lease and lock. So a write that comes too late changes nothing, and is not lost.
 */
final class CustomerPlace implements StatePlace {

    private static final Logger log = LoggerFactory.getLogger(CustomerPlace.class);

    private static final int DIGITS_OF_DIGEST = 16;

    /** Of a read that finds the state replaced again and again; Terraform writes one every 20 seconds at most. */
    private static final int MOST_LOOKS = 5;

    private final ControlPlaneClient client;
    private final Lease lease;
    private final String workspace;
    private final StateObjects objects;

    CustomerPlace(ControlPlaneClient client, Lease lease, String workspace, StateObjects objects) {
        this.client = client;
        this.lease = lease;
        this.workspace = workspace;
        this.objects = objects;
    }

    /**
     * One from before the customer had a store is with the control plane until the next is written. Whoever reads without the lock may
     * see the newest state be replaced, and its object removed, before the object is read: then there is a newer one.
     */
    @Override
    public Optional<byte[]> read() {
        return read(client.findState(lease, workspace), MOST_LOOKS);
    }

    private Optional<byte[]> read(Optional<StateEntry> newest, int looks) {
        var object = newest.map(StateEntry::object);
        if (object.isEmpty()) {
            return newest.flatMap(here -> client.readState(lease, workspace));
        }
        var found = objects.find(object.get());
        if (found.isPresent()) {
            return Optional.of(requireNoted(newest.get(), found.get()));
        }
        var newer = client.findState(lease, workspace);
        if (looks == 1 || newer.equals(newest)) {
            throw gone(object.get());
        }
        return read(newer, looks - 1);
    }

    @Override
    public void write(byte[] state, @Nullable String lockId) {
        var entry = entry(state);
        var before = client.findState(lease, workspace).map(StateEntry::object);
        objects.put(String.valueOf(entry.object()), state);
        client.noteState(lease, workspace, entry, lockId);
        before.filter(object -> !object.equals(entry.object())).ifPresent(this::removeReplaced);
    }

    private LandfallException gone(String object) {
        return LandfallException.conflict("The state '" + workspace + "' should be the object " + object
                + " in the customer's store, and is not there. Its earlier versions are kept there for a while: have the"
                + " customer bring it back.");
    }

    private byte[] requireNoted(StateEntry entry, byte[] bytes) {
        if (!Sha256.hex(bytes).equals(entry.sha256())) {
            throw LandfallException.conflict(
                    "The object " + entry.object() + " in the customer's store is not the state '" + workspace
                            + "' that was written: its SHA-256 differs. Have the customer bring the version of that digest back: "
                            + entry.sha256() + ".");
        }
        return bytes;
    }

    private StateEntry entry(byte[] state) {
        var tree = Json.readTree(state);
        if (!tree.path("serial").isIntegralNumber() || !tree.path("lineage").isString()) {
            throw LandfallException.invalid("That is no Terraform state: it needs a serial and a lineage.");
        }
        long serial = tree.path("serial").longValue();
        var digest = Sha256.hex(state);
        var object = String.format(
                Locale.ROOT, "states/%s/%09d-%s.tfstate", workspace, serial, digest.substring(0, DIGITS_OF_DIGEST));
        return new StateEntry(serial, tree.path("lineage").stringValue(), digest, state.length, object);
    }

    /** The store keeps it for as long as the stack says. */
    private void removeReplaced(String object) {
        try {
            objects.remove(object);
        } catch (LandfallException e) {
            log.atWarn()
                    .addKeyValue("object", object)
                    .addKeyValue("reason", e.publicMessage())
                    .log("a replaced state stays in the customer's store");
        }
    }
}
