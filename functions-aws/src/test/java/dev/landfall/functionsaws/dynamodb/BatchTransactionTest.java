package dev.landfall.functionsaws.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.controlplane.records.Batch;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.records.Write;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchTransactionTest {

    @Test
    void theSameBatchIsTheSameRequest() {
        assertEquals(BatchTransaction.of("t", batch("p", "wr_1")), BatchTransaction.of("t", batch("p", "wr_1")));
    }

    @Test
    void anotherPartitionOrWriteIdHasAnotherToken() {
        var token = token(batch("p", "wr_1"));

        assertTrue(token.length() <= 36);
        assertNotEquals(token, token(batch("p", "wr_2")));
        assertNotEquals(token, token(batch("q", "wr_1")));
    }

    @Test
    void aBatchCostsNoMoreItemsThanItWrites() {
        var writes = IntStream.range(0, Batch.MAX_WRITES)
                .mapToObj(i -> (Write) new Write.Put("k" + i, "1", Precondition.none()))
                .toList();

        var items = BatchTransaction.of("t", new Batch("p", "wr_1", writes)).transactItems();
        assertEquals(Batch.MAX_WRITES, items.size());
    }

    private static Batch batch(String partition, String writeId) {
        return new Batch(
                partition,
                writeId,
                List.of(
                        new Write.Put("a", "1", Precondition.atVersion("wr_0")),
                        new Write.Delete("b", Precondition.none())));
    }

    private static String token(Batch batch) {
        return BatchTransaction.of("t", batch).clientRequestToken();
    }
}
