package dev.landfall.functionsaws.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.controlplane.records.Batch;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.records.Write;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchTransactionTest {

    private static final Instant MORNING = Instant.parse("2026-01-02T00:00:00Z");
    private static final Instant EVENING = Instant.parse("2026-01-02T23:59:59Z");

    @Test
    void theSameBatchIsTheSameRequestAllDay() {
        assertEquals(
                BatchTransaction.of("t", batch("p", "wr_1"), MORNING),
                BatchTransaction.of("t", batch("p", "wr_1"), EVENING));
    }

    @Test
    void anotherDayPartitionOrWriteIdHasAnotherToken() {
        var token = token(batch("p", "wr_1"), MORNING);

        assertTrue(token.length() <= 36);
        assertNotEquals(token, token(batch("p", "wr_1"), EVENING.plusSeconds(1)));
        assertNotEquals(token, token(batch("p", "wr_2"), MORNING));
        assertNotEquals(token, token(batch("q", "wr_1"), MORNING));
    }

    @Test
    void theLargestBatchAndItsMarkFitIntoATransaction() {
        var writes = IntStream.range(0, Batch.MAX_WRITES)
                .mapToObj(i -> (Write) new Write.Put("k" + i, "1", Precondition.none()))
                .toList();

        var items = BatchTransaction.of("t", new Batch("p", "wr_1", writes), MORNING)
                .transactItems();
        assertEquals(100, items.size());
    }

    private static Batch batch(String partition, String writeId) {
        return new Batch(
                partition,
                writeId,
                List.of(
                        new Write.Put("a", "1", Precondition.atVersion("wr_0")),
                        new Write.Delete("b", Precondition.none())));
    }

    private static String token(Batch batch, Instant now) {
        return BatchTransaction.of("t", batch, now).clientRequestToken();
    }
}
