package dev.landfall.testkit.records;

import dev.landfall.controlplane.records.Batch;
import dev.landfall.controlplane.records.BatchOutcome;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.records.RecordKey;
import dev.landfall.controlplane.records.RecordPage;
import dev.landfall.controlplane.records.RecordQuery;
import dev.landfall.controlplane.records.Records;
import dev.landfall.controlplane.records.StoredRecord;
import dev.landfall.controlplane.records.Write;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@link Records} in maps under one lock. Thread-safe. */
public final class InMemoryRecords implements Records {

    private static final Duration WRITE_IDS_KEPT = Duration.ofMinutes(10);

    private final InstantSource clock;
    private final Map<String, NavigableMap<String, StoredRecord>> partitions = new HashMap<>();
    private final Map<WriteId, Instant> writeIds = new LinkedHashMap<>();
    private long lastVersion;

    public InMemoryRecords(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized Optional<StoredRecord> find(RecordKey key) {
        return Optional.ofNullable(partition(key.partition()).get(key.sort()));
    }

    @Override
    public synchronized RecordPage list(RecordQuery query) {
        var documents = partition(query.partition()).tailMap(query.sortPrefix(), true);
        if (query.after().isPresent() && query.after().get().compareTo(query.sortPrefix()) >= 0) {
            documents = documents.tailMap(query.after().get(), false);
        }
        List<StoredRecord> page = documents.values().stream()
                .takeWhile(document -> document.key().sort().startsWith(query.sortPrefix()))
                .limit(query.limit() + 1L)
                .toList();
        boolean more = page.size() > query.limit();
        return new RecordPage(more ? page.subList(0, query.limit()) : page, more);
    }

    @Override
    public synchronized BatchOutcome write(Batch batch) {
        forgetOldWriteIds();
        var writeId = new WriteId(batch.partition(), batch.writeId());
        if (writeIds.containsKey(writeId)) {
            return new BatchOutcome.Written();
        }
        var documents = partition(batch.partition());
        for (Write write : batch.writes()) {
            if (!holds(write.precondition(), documents.get(write.sort()))) {
                return new BatchOutcome.Refused(write.sort());
            }
        }
        batch.writes().forEach(write -> apply(batch.partition(), documents, write));
        writeIds.put(writeId, clock.instant());
        return new BatchOutcome.Written();
    }

    /** Every document, for checks of invariants over the whole store; partitions in no order, sort keys ascending. */
    public synchronized List<StoredRecord> all() {
        var all = new ArrayList<StoredRecord>();
        partitions.values().forEach(documents -> all.addAll(documents.values()));
        return all;
    }

    private NavigableMap<String, StoredRecord> partition(String partition) {
        return partitions.computeIfAbsent(partition, name -> new TreeMap<>());
    }

    private void forgetOldWriteIds() {
        var oldest = clock.instant().minus(WRITE_IDS_KEPT);
        var entries = writeIds.values().iterator();
        while (entries.hasNext() && entries.next().isBefore(oldest)) {
            entries.remove();
        }
    }

    private static boolean holds(Precondition precondition, @Nullable StoredRecord current) {
        return switch (precondition) {
            case Precondition.None none -> true;
            case Precondition.Absent absent -> current == null;
            case Precondition.AtVersion at ->
                current != null && current.version().equals(at.version());
        };
    }

    private void apply(String partition, NavigableMap<String, StoredRecord> documents, Write write) {
        switch (write) {
            case Write.Put put -> {
                var key = new RecordKey(partition, put.sort());
                documents.put(put.sort(), new StoredRecord(key, put.body(), "v" + ++lastVersion));
            }
            case Write.Delete delete -> documents.remove(delete.sort());
        }
    }

    private record WriteId(String partition, String id) {}
}
