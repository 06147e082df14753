package dev.landfall.testkit.engine;

import dev.landfall.controlplane.records.Batch;
import dev.landfall.controlplane.records.BatchOutcome;
import dev.landfall.controlplane.records.RecordKey;
import dev.landfall.controlplane.records.RecordPage;
import dev.landfall.controlplane.records.RecordQuery;
import dev.landfall.controlplane.records.Records;
import dev.landfall.controlplane.records.StoredRecord;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Predicate;

/** Counts batches, and does something else right before one of them: somebody who is faster. */
final class FlakyRecords implements Records {
    private final Records records;
    private final Deque<Before> before = new ArrayDeque<>();
    int batches;

    FlakyRecords(Records records) {
        this.records = records;
    }

    private record Before(Predicate<Batch> batch, Runnable what) {}

    /** Runs before the first batch that fits. */
    void beforeBatch(Predicate<Batch> fits, Runnable what) {
        before.add(new Before(fits, what));
    }

    @Override
    public Optional<StoredRecord> find(RecordKey key) {
        return records.find(key);
    }

    @Override
    public RecordPage list(RecordQuery query) {
        return records.list(query);
    }

    @Override
    public BatchOutcome write(Batch batch) {
        batches++;
        var first = before.peek();
        if (first != null && first.batch().test(batch)) {
            before.remove().what().run();
        }
        return records.write(batch);
    }
}
