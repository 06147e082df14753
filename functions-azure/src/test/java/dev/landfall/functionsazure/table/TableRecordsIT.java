package dev.landfall.functionsazure.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.azure.data.tables.TableClient;
import dev.landfall.controlplane.records.Batch;
import dev.landfall.controlplane.records.BatchOutcome;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.records.RecordKey;
import dev.landfall.controlplane.records.RecordQuery;
import dev.landfall.controlplane.records.Records;
import dev.landfall.controlplane.records.Write;
import dev.landfall.functionsazure.azurite.AzuriteStorage;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.testkit.records.RecordsContract;
import dev.landfall.testkit.time.ManualClock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TableRecordsIT extends RecordsContract {

    private static final TableClient TABLE =
            AzuriteStorage.clients().table(AzuriteStorage.azurite().table(), "contract");
    private static final Records RECORDS = new TableRecords(TABLE, InstantSource.system());

    static {
        TABLE.createTable();
    }

    @Override
    protected Records records() {
        return RECORDS;
    }

    @Test
    void aFullBatchOfWhatJsonMustEscapeIsWritten() {
        var partition = "p_" + UUID.randomUUID();
        var small = "\"".repeat(4_096);
        var large = "\\".repeat(Batch.MAX_BYTES / 2 / 45);
        var writes = IntStream.range(0, Batch.MAX_WRITES)
                .mapToObj(i -> (Write) new Write.Put("k" + i, i < 45 ? large : small, Precondition.none()))
                .toList();

        assertEquals(new BatchOutcome.Written(), RECORDS.write(new Batch(partition, "w", writes)));
        assertEquals(
                large,
                RECORDS.find(new RecordKey(partition, "k0")).orElseThrow().body());
        assertEquals(
                small,
                RECORDS.find(new RecordKey(partition, "k98")).orElseThrow().body());
    }

    @Test
    void markersOfOldBatchesAreSweptAndThoseThatCountAreKept() {
        var partition = "p_" + UUID.randomUUID();
        var clock = new ManualClock();
        var records = new TableRecords(TABLE, clock);
        var markers = new WriteMarkers(TABLE, clock);
        var old = batch(partition, "old");
        var recent = batch(partition, "recent");
        records.write(old);
        clock.advance(Duration.ofMinutes(25));
        records.write(recent);
        clock.advance(Duration.ofMinutes(6));

        assertEquals(1, markers.sweep(partition));
        assertEquals(0, markers.sweep(partition));
        assertEquals(new BatchOutcome.Written(), records.write(recent));
        assertEquals(new BatchOutcome.Refused("old"), records.write(old));
        assertFalse(
                records.list(RecordQuery.prefix(partition, "", 1000)).records().isEmpty());
    }

    @Test
    void aTableThatWasNotDeployedIsSaid() {
        var missing = new TableRecords(
                AzuriteStorage.clients().table(AzuriteStorage.azurite().table(), "missing"), InstantSource.system());

        assertEquals(
                ErrorKind.UNAVAILABLE,
                assertThrows(LandfallException.class, () -> missing.find(new RecordKey("p", "a")))
                        .kind());
    }

    private static Batch batch(String partition, String writeId) {
        return new Batch(partition, writeId, List.of(new Write.Put(writeId, "1", Precondition.absent())));
    }
}
