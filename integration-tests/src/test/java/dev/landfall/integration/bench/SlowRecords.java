package dev.landfall.integration.bench;

import dev.landfall.controlplane.records.Batch;
import dev.landfall.controlplane.records.BatchOutcome;
import dev.landfall.controlplane.records.RecordKey;
import dev.landfall.controlplane.records.RecordPage;
import dev.landfall.controlplane.records.RecordQuery;
import dev.landfall.controlplane.records.Records;
import dev.landfall.controlplane.records.StoredRecord;
import java.time.Duration;
import java.util.Optional;

/** A store behind a network: each call takes that much longer. */
record SlowRecords(Records records, Duration latency) implements Records {

    @Override
    public Optional<StoredRecord> find(RecordKey key) {
        travel();
        return records.find(key);
    }

    @Override
    public RecordPage list(RecordQuery query) {
        travel();
        return records.list(query);
    }

    @Override
    public BatchOutcome write(Batch batch) {
        travel();
        return records.write(batch);
    }

    private void travel() {
        try {
            Thread.sleep(latency);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
