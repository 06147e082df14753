package dev.landfall.functionsazure.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.controlplane.records.Batch;
import dev.landfall.controlplane.records.BatchOutcome;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.records.RecordKey;
import dev.landfall.controlplane.records.RecordQuery;
import dev.landfall.controlplane.records.Records;
import dev.landfall.controlplane.records.Write;
import dev.landfall.emulators.Fault;
import dev.landfall.emulators.FaultProxy;
import dev.landfall.functionsazure.azurite.AzuriteStorage;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TableFaultsIT {

    private static final FaultProxy PROXY =
            AzuriteStorage.faultsBefore(AzuriteStorage.azurite().table());
    private static final Records RECORDS =
            new TableRecords(AzuriteStorage.clients().table(PROXY.uri(), "faults"), InstantSource.system());

    private final String partition = "p_" + UUID.randomUUID();

    @BeforeAll
    static void deploy() {
        AzuriteStorage.clients()
                .table(AzuriteStorage.azurite().table(), "faults")
                .createTable();
    }

    @AfterAll
    static void stop() {
        PROXY.close();
    }

    @Test
    void aBatchWhoseReplyIsLostIsToldAsWritten() {
        PROXY.plan().next(Fault.LOST_REPLY);

        assertEquals(new BatchOutcome.Written(), RECORDS.write(batch("w1")));
        assertTrue(RECORDS.find(new RecordKey(partition, "a")).isPresent());
        assertEquals(new BatchOutcome.Refused("a"), RECORDS.write(batch("w2")));
    }

    @Test
    void aThrottledBatchIsWrittenOnce() {
        PROXY.plan().next(Fault.THROTTLED, Fault.BROKEN);

        assertEquals(new BatchOutcome.Written(), RECORDS.write(batch("w1")));
        assertEquals(new BatchOutcome.Refused("a"), RECORDS.write(batch("w2")));
    }

    @Test
    void aStoreThatStaysBrokenIsUnavailableAndTheBatchCanBeSentAgain() {
        PROXY.plan().next(Fault.LOST_REPLY, Fault.BROKEN, Fault.BROKEN, Fault.BROKEN);

        assertEquals(
                ErrorKind.UNAVAILABLE,
                assertThrows(LandfallException.class, () -> RECORDS.write(batch("w1")))
                        .kind());
        assertEquals(new BatchOutcome.Written(), RECORDS.write(batch("w1")));
    }

    @Test
    void aReadIsRepeated() {
        RECORDS.write(batch("w1"));
        PROXY.plan().next(Fault.LOST_REPLY, Fault.THROTTLED);

        assertTrue(RECORDS.find(new RecordKey(partition, "a")).isPresent());
    }

    @Test
    void aReplyThatEndsInTheMiddleIsNeitherAPageNorARecord() {
        RECORDS.write(batch("w1"));
        PROXY.plan().next(Fault.HALF_REPLY);
        assertEquals(
                1, RECORDS.list(RecordQuery.prefix(partition, "", 10)).records().size());
        PROXY.plan().next(Fault.HALF_REPLY);
        assertTrue(RECORDS.find(new RecordKey(partition, "a")).isPresent());
        PROXY.plan().next(Fault.HALF_REPLY);
        assertEquals(
                new BatchOutcome.Written(),
                RECORDS.write(new Batch(partition, "w2", List.of(new Write.Put("b", "1", Precondition.absent())))));
    }

    private Batch batch(String writeId) {
        return new Batch(partition, writeId, List.of(new Write.Put("a", "1", Precondition.absent())));
    }
}
