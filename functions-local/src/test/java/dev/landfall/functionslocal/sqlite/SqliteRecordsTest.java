package dev.landfall.functionslocal.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.landfall.controlplane.records.Batch;
import dev.landfall.controlplane.records.BatchOutcome;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.records.RecordKey;
import dev.landfall.controlplane.records.Records;
import dev.landfall.controlplane.records.Write;
import dev.landfall.testkit.records.RecordsContract;
import dev.landfall.testkit.time.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteRecordsTest extends RecordsContract {

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock();
    private SqliteStore store;
    private SqliteRecords records;

    @BeforeEach
    void open() {
        store = SqliteStore.open(folder.resolve("landfall.db"));
        records = new SqliteRecords(store, clock);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    protected Records records() {
        return records;
    }

    @Test
    void whatWasWrittenIsThereAfterReopening() {
        var batch = new Batch("p", "id", List.of(new Write.Put("a", "1", Precondition.absent())));
        records.write(batch);
        var version = records.find(new RecordKey("p", "a")).orElseThrow().version();
        close();
        open();

        assertEquals("1", records.find(new RecordKey("p", "a")).orElseThrow().body());
        assertEquals(new BatchOutcome.Written(), records.write(batch));
        assertEquals(
                version, records.find(new RecordKey("p", "a")).orElseThrow().version());
    }

    @Test
    void noVersionComesAgainAfterReopening() {
        var key = new RecordKey("p", "a");
        records.write(new Batch("p", "id1", List.of(new Write.Put("a", "1", Precondition.none()))));
        var first = records.find(key).orElseThrow().version();
        records.write(new Batch("p", "id2", List.of(new Write.Delete("a", Precondition.none()))));
        close();
        open();
        records.write(new Batch("p", "id3", List.of(new Write.Put("a", "1", Precondition.none()))));

        assertEquals(
                new BatchOutcome.Refused("a"),
                records.write(new Batch("p", "id4", List.of(new Write.Put("a", "2", Precondition.atVersion(first))))));
    }

    @Test
    void writeIdsAreForgottenAfterTenMinutes() {
        for (int i = 0; i < 100; i++) {
            records.write(new Batch("p", "id" + i, List.of(new Write.Put("a", "1", Precondition.none()))));
        }
        clock.advance(Duration.ofMinutes(10).plusMillis(1));
        records.write(new Batch("p", "last", List.of(new Write.Put("a", "1", Precondition.none()))));

        assertEquals(1, store.<Long>read(session -> session.number("SELECT count(*) FROM write_ids")));
    }
}
