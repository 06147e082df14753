package dev.landfall.controlplane.retention;

import dev.landfall.controlplane.records.Batch;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.records.RecordQuery;
import dev.landfall.controlplane.records.Records;
import dev.landfall.controlplane.records.StoredRecord;
import dev.landfall.controlplane.records.Write;
import dev.landfall.controlplane.retention.Retention.Left;
import dev.landfall.controlplane.retention.RetentionSettings.ExpiringRecords;
import dev.landfall.protocol.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Removes further records that carry their time, such as deliveries. */
final class OldRecords {
    /** Most records of a sort that a slice reads. */
    static final int MAX_READ = 5000;

    private final Records records;
    private final Documents documents;
    private final List<ExpiringRecords> expiring;

    OldRecords(Records records, Documents documents, List<ExpiringRecords> expiring) {
        this.records = records;
        this.documents = documents;
        this.expiring = List.copyOf(expiring);
    }

    Left slice(String partition, Instant now) {
        return expiring.stream()
                .map(sort -> slice(partition, sort, now))
                .max(Left::compareTo)
                .orElse(Left.NOTHING);
    }

    private Left slice(String partition, ExpiringRecords sort, Instant now) {
        var query = RecordQuery.prefix(partition, sort.sortPrefix(), RecordQuery.MAX_LIMIT);
        var old = new ArrayList<Write>();
        boolean any = false;
        for (int read = 0; read < MAX_READ && old.size() < Batch.MAX_WRITES; ) {
            var page = records.list(query);
            page.records().stream()
                    .filter(stored -> isOld(stored, sort, now))
                    .limit(Batch.MAX_WRITES - old.size())
                    .forEach(stored -> old.add(new Write.Delete(stored.key().sort(), Precondition.none())));
            any |= !page.records().isEmpty();
            read += page.records().size();
            if (!page.more() || page.records().isEmpty()) {
                break;
            }
            query = query.after(page.records().getLast().key().sort());
        }
        if (!old.isEmpty()) {
            documents.write(partition, old);
        }
        if (old.size() == Batch.MAX_WRITES) {
            return Left.FOR_NOW;
        }
        return any ? Left.FOR_LATER : Left.NOTHING;
    }

    private static boolean isOld(StoredRecord stored, ExpiringRecords sort, Instant now) {
        var text = Json.readTree(stored.body().getBytes(StandardCharsets.UTF_8))
                .path(sort.timeMember())
                .asString("");
        return time(text).map(at -> !now.isBefore(at.plus(sort.kept()))).orElse(false);
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
