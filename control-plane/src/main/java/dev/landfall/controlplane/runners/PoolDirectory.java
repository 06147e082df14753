package dev.landfall.controlplane.runners;

import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.records.RecordQuery;
import dev.landfall.controlplane.timer.DueIndex;
import dev.landfall.protocol.id.PoolId;
import java.util.List;

/** Every pool of every org, sharded as the due index is, for what the tick does to each. Thread-safe. */
public final class PoolDirectory {
    private static final String PREFIX = "pool.";

    private final Documents documents;

    public PoolDirectory(Documents documents) {
        this.documents = documents;
    }

    void add(PoolId pool) {
        int shard = DueIndex.shardOf(pool.value());
        documents.write(DueIndex.partition(shard), Documents.put(PREFIX + pool, new Listed(pool), Precondition.none()));
    }

    /** The pools of a shard. */
    public List<PoolId> list(int shard) {
        var query = RecordQuery.prefix(DueIndex.partition(shard), PREFIX, RecordQuery.MAX_LIMIT);
        return documents.list(query, Listed.class).stream()
                .map(found -> found.value().pool())
                .toList();
    }

    private record Listed(PoolId pool) {}
}
