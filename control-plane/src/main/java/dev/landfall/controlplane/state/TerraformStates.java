package dev.landfall.controlplane.state;

import dev.landfall.controlplane.blob.Blobs;
import dev.landfall.controlplane.job.AttemptRecord;
import dev.landfall.controlplane.job.JobKeys;
import dev.landfall.controlplane.records.BatchOutcome;
import dev.landfall.controlplane.records.Document;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.protocol.digest.Sha256;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.PartitionId;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.lease.Lease;
import dev.landfall.protocol.state.StateEntry;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;

/**
 * What a Terraform process does with its state. Callers have checked that the lease holds and that its job's workspace is
 * this one; a lock whose attempt has ended is taken over, because its holder can write no more.
 */
public final class TerraformStates {

    /** Largest state in bytes, the limit of every host's request body. */
    public static final int MAX_BYTES = StateEntry.MAX_BYTES;

    private final Documents documents;
    private final Blobs blobs;
    private final InstantSource clock;

    public TerraformStates(Documents documents, Blobs blobs, InstantSource clock) {
        this.documents = documents;
        this.blobs = blobs;
        this.clock = clock;
    }

    /** What became of a wish to lock. */
    public sealed interface Locking {

        /** It is the caller's. */
        record Locked() implements Locking {}

        /** @param info of the holder, as Terraform sent it */
        record Held(String info) implements Locking {}
    }

    /** What is known of the newest version; empty before the first write. */
    public Optional<StateEntry> entry(PartitionId partition, String workspace) {
        return record(partition, workspace)
                .map(Document::value)
                .flatMap(state -> state.current()
                        .map(version -> new StateEntry(
                                version.serial(),
                                Objects.requireNonNull(state.lineage(), "what was written has a lineage"),
                                version.sha256(),
                                version.bytes(),
                                version.object())));
    }

    /**
     * The newest version; empty before the first write.
     *
     * @throws LandfallException CONFLICT when the customer's store has it
     */
    public Optional<byte[]> read(PartitionId partition, String workspace) {
        return record(partition, workspace)
                .flatMap(found -> found.value().current())
                .map(version -> requireHere(workspace, version))
                .map(version -> blobs.find(blobKey(partition, workspace, version.number()))
                        .orElseThrow(() -> LandfallException.internal(
                                "Version " + version.number() + " of the state '" + workspace
                                        + "' is missing in the blob" + " store; restore it from a backup.",
                                null)));
    }

    /**
     * Writes a version. The same bytes as the newest version's are taken again and change nothing.
     *
     * @param lockId of the caller's lock
     * @throws LandfallException CONFLICT when the caller does not hold the lock, the serial does not grow or the lineage is
     *     another one; INVALID when it is no state; LIMIT when it is too big
     */
    public void write(PartitionId partition, String workspace, String lockId, Lease lease, byte[] state) {
        var found = record(partition, workspace).orElseThrow(() -> notLocked(workspace));
        var current = found.value();
        requireHolder(current, lockId, lease);
        current.current().ifPresent(version -> requireHere(workspace, version));
        var content = content(state);
        if (isNewest(content, current)) {
            return;
        }
        requireAfter(content, current);
        blobs.put(blobKey(partition, workspace, next(current)), state);
        add(partition, found, content, lease);
    }

    /**
     * Takes note of a version whose bytes are in the customer's store already. The same again changes nothing.
     *
     * @throws LandfallException as {@link #write}
     */
    public void note(PartitionId partition, String workspace, String lockId, Lease lease, StateEntry entry) {
        if (entry.object() == null) {
            throw LandfallException.invalid("A state that the customer keeps is noted with the name of its object.");
        }
        var found = record(partition, workspace).orElseThrow(() -> notLocked(workspace));
        requireHolder(found.value(), lockId, lease);
        if (!isNewest(entry, found.value())) {
            requireAfter(entry, found.value());
            add(partition, found, entry, lease);
        }
    }

    private void add(PartitionId partition, Document<StateRecord> found, StateEntry entry, Lease lease) {
        var current = found.value();
        var number = next(current);
        var version = new StateVersion(
                number, entry.serial(), entry.sha256(), entry.bytes(), clock.instant(), lease.job(), entry.object());
        require(partition, found, current.withVersion(version, entry.lineage()));
        forgetBefore(partition, current.workspace(), number - StateRecord.MAX_VERSIONS);
    }

    private static boolean isNewest(StateEntry entry, StateRecord current) {
        return current.current()
                .filter(newest ->
                        newest.sha256().equals(entry.sha256()) && Objects.equals(newest.object(), entry.object()))
                .isPresent();
    }

    private static long next(StateRecord current) {
        return current.current().map(StateVersion::number).orElse(0L) + 1;
    }

    private static StateVersion requireHere(String workspace, StateVersion version) {
        if (version.object() != null) {
            throw LandfallException.conflict("The state '" + workspace + "' is in the customer's own store, as "
                    + version.object() + ". The job was not told of that store: is the install's stack active"
                    + " ('landfall stack show'), and the runner as new as the control plane?");
        }
        return version;
    }

    /** Locks, or tells who holds it. The holder itself may ask again. */
    public Locking lock(PartitionId partition, String workspace, Lease lease, byte[] info) {
        var wanted = StateLock.of(info, lease, clock.instant());
        var found = record(partition, workspace);
        var holder = found.map(Document::value).map(StateRecord::lock);
        if (holder.isPresent()
                && !holder.get().id().equals(wanted.id())
                && live(holder.get().lease())) {
            return new Locking.Held(holder.get().info());
        }
        var current = found.map(Document::value).orElseGet(() -> StateRecord.empty(workspace));
        var precondition = found.map(Document::unchanged).orElseGet(Precondition::absent);
        var write = Documents.put(StateRecord.sort(workspace), current.withLock(wanted), precondition);
        if (documents.write(partition.value(), write) instanceof BatchOutcome.Refused) {
            throw LandfallException.conflict("Somebody else locked the state '" + workspace + "' in the same moment.");
        }
        return new Locking.Locked();
    }

    /** Unlocks what the caller holds; a state that nobody holds stays so. */
    public Locking unlock(PartitionId partition, String workspace, byte[] info) {
        var id = StateLock.idOf(info);
        var found = record(partition, workspace);
        var holder = found.map(Document::value).map(StateRecord::lock);
        if (found.isEmpty() || holder.isEmpty()) {
            return new Locking.Locked();
        }
        if (!holder.get().id().equals(id)) {
            return new Locking.Held(holder.get().info());
        }
        require(partition, found.get(), found.get().value().withLock(null));
        return new Locking.Locked();
    }

    private Optional<Document<StateRecord>> record(PartitionId partition, String workspace) {
        return documents.find(partition.value(), StateRecord.sort(workspace), StateRecord.class);
    }

    private boolean live(Lease lease) {
        var attempt = JobKeys.attempt(lease.job(), lease.attempt());
        return documents
                .find(lease.job().partition().value(), attempt, AttemptRecord.class)
                .map(Document::value)
                .filter(found ->
                        found.fence() == lease.fence() && found.status().live())
                .isPresent();
    }

    private static void requireHolder(StateRecord current, String lockId, Lease lease) {
        var lock = current.lock();
        if (lock == null) {
            throw notLocked(current.workspace());
        }
        if (!lock.id().equals(lockId) || !lock.lease().equals(lease)) {
            throw LandfallException.conflict("The state '" + current.workspace()
                    + "' is locked by somebody else; it is not written. Plan again once that is done.");
        }
    }

    private static LandfallException notLocked(String workspace) {
        return LandfallException.conflict("The state '" + workspace
                + "' is not locked by this job, or its lock was taken by force; it is not written. Plan again.");
    }

    private void require(PartitionId partition, Document<StateRecord> found, StateRecord next) {
        documents.require(partition.value(), Documents.put(found.key().sort(), next, found.unchanged()));
    }

    private void forgetBefore(PartitionId partition, String workspace, long number) {
        if (number >= 1) {
            blobs.delete(blobKey(partition, workspace, number));
        }
    }

    static String blobKey(PartitionId partition, String workspace, long number) {
        return "states/" + partition + "/" + workspace + "/" + String.format(java.util.Locale.ROOT, "%012d", number);
    }

    /** What the rules need to know of a state. */
    private static StateEntry content(byte[] state) {
        if (state.length > MAX_BYTES) {
            throw LandfallException.limit(
                    "A state has at most " + MAX_BYTES + " bytes: split the module into components.");
        }
        var tree = Json.readTree(state);
        if (!tree.path("serial").isIntegralNumber() || !tree.path("lineage").isString()) {
            throw LandfallException.invalid("That is no Terraform state: it needs a serial and a lineage.");
        }
        return new StateEntry(
                tree.path("serial").longValue(),
                tree.path("lineage").stringValue(),
                Sha256.hex(state),
                state.length,
                null);
    }

    private static void requireAfter(StateEntry entry, StateRecord current) {
        var lineage = current.lineage();
        if (lineage != null && !lineage.isEmpty() && !lineage.equals(entry.lineage())) {
            throw LandfallException.conflict("The state '" + current.workspace()
                    + "' has another lineage than the one that is there: it belongs to other infrastructure.");
        }
        if (entry.serial() <= current.serial()) {
            throw LandfallException.conflict("The state '" + current.workspace() + "' is there with serial "
                    + current.serial() + " already; one with serial " + entry.serial() + " would undo it.");
        }
    }
}
