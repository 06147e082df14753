package dev.landfall.controlplane.timer;

import dev.landfall.controlplane.records.BatchOutcome;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.records.RecordQuery;
import dev.landfall.controlplane.records.Write;
import dev.landfall.protocol.error.LandfallException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * The backstop of every message and deadline: says only which partition must be looked at by when. An entry is written
 * before the batch that needs it, and lies far enough ahead that the batch is done or will never be when it is due. Sharded
 * by partition. Thread-safe.
 */
public final class DueIndex {
    /** An entry that is at least this far ahead may be relied on: every function's own deadline is shorter. */
    static final Duration LEAD = Duration.ofMinutes(2);

    /** New entries lie this far ahead, so that a busy partition writes one every two minutes. */
    static final Duration AHEAD = Duration.ofMinutes(4);

    /** Most partitions whose entry is remembered. */
    private static final int MAX_REMEMBERED = 20_000;

    private final Documents documents;
    private final Map<String, Instant> written = new ConcurrentHashMap<>();

    public DueIndex(Documents documents) {
        this.documents = documents;
    }

    /** Sees to it that the partition is looked at a few minutes from now; to be called before the batch that needs it. */
    public void ensure(String partition, Instant now) {
        var known = written.get(partition);
        if (known != null && !known.isBefore(now.plus(LEAD))) {
            return;
        }
        var entry = new DueEntry(partition, wholeMinute(now.plus(AHEAD)));
        require(entry.shard(), put(entry));
        remember(entry);
    }

    /** Numbers of the shards. */
    public static List<Integer> shards() {
        return IntStream.range(0, DueEntry.SHARDS).boxed().toList();
    }

    /** Where a shard's own records are. */
    public static String partition(int shard) {
        return DueEntry.shard(shard);
    }

    /** The shard of a partition. */
    public static int shardOf(String partition) {
        return Math.floorMod(partition.hashCode(), DueEntry.SHARDS);
    }

    /** Entries of a shard whose time has come, the earliest first. */
    public List<DueEntry> due(int shard, Instant now, int limit) {
        var query = RecordQuery.prefix(DueEntry.shard(shard), DueEntry.PREFIX, limit);
        return documents.list(query, DueEntry.class).stream()
                .map(found -> found.value())
                .takeWhile(entry -> !entry.at().isAfter(now))
                .toList();
    }

    /** Removes an entry whose partition was looked at; with {@code next} it is looked at again by then. */
    public void settle(DueEntry entry, Optional<Instant> next) {
        var writes = new ArrayList<Write>();
        writes.add(new Write.Delete(entry.sort(), Precondition.none()));
        next.map(at -> new DueEntry(entry.partition(), wholeMinute(at)))
                .filter(again -> !again.equals(entry))
                .ifPresent(again -> writes.add(put(again)));
        require(entry.shard(), writes.toArray(Write[]::new));
    }

    private void remember(DueEntry entry) {
        if (written.size() >= MAX_REMEMBERED) {
            written.clear();
        }
        written.merge(entry.partition(), entry.at(), (one, other) -> one.isAfter(other) ? one : other);
    }

    private void require(String partition, Write... writes) {
        if (documents.write(partition, writes) instanceof BatchOutcome.Refused refused) {
            throw LandfallException.internal("An unconditional write of '" + refused.sort() + "' was refused.", null);
        }
    }

    private static Write put(DueEntry entry) {
        return Documents.put(entry.sort(), entry, Precondition.none());
    }

    private static Instant wholeMinute(Instant at) {
        var floor = at.truncatedTo(ChronoUnit.MINUTES);
        return floor.equals(at) ? floor : floor.plus(1, ChronoUnit.MINUTES);
    }
}
