package dev.landfall.integration.simulator;

import dev.landfall.controlplane.records.Batch;
import dev.landfall.controlplane.records.BatchOutcome;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.records.RecordKey;
import dev.landfall.controlplane.records.RecordPage;
import dev.landfall.controlplane.records.RecordQuery;
import dev.landfall.controlplane.records.Records;
import dev.landfall.controlplane.records.StoredRecord;
import dev.landfall.controlplane.records.Write;
import java.util.List;
import java.util.Optional;

/** Records that take no care of some kinds of documents. */
final class CarelessRecords implements Records {
    private final Records records;
    private final List<String> unconditional;
    private final List<String> notFound;
    private final List<String> notListed;

    private CarelessRecords(
            Records records, List<String> unconditional, List<String> notFound, List<String> notListed) {
        this.records = records;
        this.unconditional = unconditional;
        this.notFound = notFound;
        this.notListed = notListed;
    }

    /** Preconditions of these are not looked at. */
    static Records writing(Records records, List<String> prefixes) {
        return new CarelessRecords(records, prefixes, List.of(), List.of());
    }

    /** These are never found, and so never in the way. */
    static Records forgetting(Records records, List<String> prefixes) {
        return new CarelessRecords(records, prefixes, prefixes, List.of());
    }

    /** No list shows these. */
    static Records overlooking(Records records, List<String> prefixes) {
        return new CarelessRecords(records, List.of(), List.of(), prefixes);
    }

    @Override
    public Optional<StoredRecord> find(RecordKey key) {
        return starts(key.sort(), notFound) ? Optional.empty() : records.find(key);
    }

    @Override
    public RecordPage list(RecordQuery query) {
        return starts(query.sortPrefix(), notListed) ? new RecordPage(List.of(), false) : records.list(query);
    }

    @Override
    public BatchOutcome write(Batch batch) {
        var writes = batch.writes().stream().map(this::careless).toList();
        return records.write(new Batch(batch.partition(), batch.writeId(), writes));
    }

    private Write careless(Write write) {
        return write instanceof Write.Put put && starts(put.sort(), unconditional)
                ? new Write.Put(put.sort(), put.body(), Precondition.none())
                : write;
    }

    private static boolean starts(String sort, List<String> prefixes) {
        return prefixes.stream().anyMatch(sort::startsWith);
    }
}
