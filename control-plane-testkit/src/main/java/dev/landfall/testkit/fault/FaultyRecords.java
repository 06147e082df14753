package dev.landfall.testkit.fault;

import dev.landfall.controlplane.records.Batch;
import dev.landfall.controlplane.records.BatchOutcome;
import dev.landfall.controlplane.records.RecordKey;
import dev.landfall.controlplane.records.RecordPage;
import dev.landfall.controlplane.records.RecordQuery;
import dev.landfall.controlplane.records.Records;
import dev.landfall.controlplane.records.StoredRecord;
import java.util.Optional;

/** {@link Records} that fail as told; calls are {@code Records.find}, {@code list} and {@code write}. */
public final class FaultyRecords implements Records {

    private final Records records;
    private final FaultyCalls calls;

    public FaultyRecords(Records records, Faults faults) {
        this.records = records;
        this.calls = new FaultyCalls("Records", faults);
    }

    @Override
    public Optional<StoredRecord> find(RecordKey key) {
        return calls.call("find", () -> records.find(key));
    }

    @Override
    public RecordPage list(RecordQuery query) {
        return calls.call("list", () -> records.list(query));
    }

    @Override
    public BatchOutcome write(Batch batch) {
        return calls.call("write", () -> records.write(batch));
    }
}
