package dev.landfall.testkit.records;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.landfall.controlplane.records.Batch;
import dev.landfall.controlplane.records.BatchOutcome;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.records.Records;
import dev.landfall.controlplane.records.Write;
import dev.landfall.testkit.time.ManualClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class InMemoryRecordsTest extends RecordsContract {

    private final ManualClock clock = new ManualClock();
    private final InMemoryRecords records = new InMemoryRecords(clock);

    @Override
    protected Records records() {
        return records;
    }

    @Test
    void aWriteIdIsForgottenAfterTenMinutes() {
        var batch = new Batch("p", "id", List.of(new Write.Put("a", "1", Precondition.absent())));
        records.write(batch);

        clock.advance(Duration.ofMinutes(10));
        assertEquals(new BatchOutcome.Written(), records.write(batch));
        clock.advance(Duration.ofMillis(1));
        assertEquals(new BatchOutcome.Refused("a"), records.write(batch));
    }
}
