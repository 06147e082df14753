package dev.landfall.controlplane.state;

import dev.landfall.controlplane.audit.Actor;
import dev.landfall.controlplane.audit.Trail;
import dev.landfall.controlplane.audit.Transition;
import dev.landfall.controlplane.records.Document;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.records.RecordQuery;
import dev.landfall.controlplane.records.Write;
import dev.landfall.controlplane.time.Ids;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.PartitionId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people do with Terraform states: look at them, and break a lock. */
final class ForceUnlock {

    private final Documents documents;
    private final InstantSource clock;
    private final Ids ids;

    ForceUnlock(Documents documents, InstantSource clock, Ids ids) {
        this.documents = documents;
        this.clock = clock;
        this.ids = ids;
    }

    List<StateRecord> list(PartitionId partition) {
        var query = RecordQuery.prefix(partition.value(), StateRecord.SORT_PREFIX, RecordQuery.MAX_LIMIT);
        return documents.list(query, StateRecord.class).stream()
                .map(Document::value)
                .toList();
    }

    /**
     * @throws LandfallException NOT_FOUND
     */
    Document<StateRecord> require(PartitionId partition, String workspace) {
        return documents
                .find(partition.value(), StateRecord.sort(workspace), StateRecord.class)
                .orElseThrow(() -> LandfallException.notFound("There is no state '" + workspace + "'."));
    }

    /**
     * Breaks the lock, whoever holds it: what the holder writes afterwards is refused.
     *
     * @throws LandfallException NOT_FOUND; INVALID without a reason; CONFLICT when nobody holds it
     */
    StateRecord unlock(PartitionId partition, String workspace, @Nullable String reason, Actor actor) {
        if (reason == null || reason.isBlank()) {
            throw LandfallException.invalid("Breaking a lock needs a reason; it is kept.");
        }
        var found = require(partition, workspace);
        var lock = found.value().lock();
        if (lock == null) {
            throw LandfallException.conflict("The state '" + workspace + "' is not locked.");
        }
        var free = found.value().withLock(null);
        var why = reason + " (held by job " + lease(lock) + ")";
        var transition = new Transition(
                clock.instant(), actor, "lock of state " + workspace, "locked", "unlocked by force", why);
        var writes = new ArrayList<Write>();
        writes.add(Documents.put(found.key().sort(), free, found.unchanged()));
        writes.addAll(new Trail().add(StateRecord.sort(workspace), transition).writes(ids.next("wr")));
        documents.require(partition.value(), writes.toArray(Write[]::new));
        return free;
    }

    private static String lease(StateLock lock) {
        return lock.lease().job() + ", attempt " + lock.lease().attempt();
    }
}
