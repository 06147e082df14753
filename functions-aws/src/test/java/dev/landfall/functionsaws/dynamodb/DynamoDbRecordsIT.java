package dev.landfall.functionsaws.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.controlplane.records.Batch;
import dev.landfall.controlplane.records.BatchOutcome;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.records.RecordKey;
import dev.landfall.controlplane.records.RecordQuery;
import dev.landfall.controlplane.records.Records;
import dev.landfall.controlplane.records.Write;
import dev.landfall.emulators.DynamoDbLocal;
import dev.landfall.emulators.Fault;
import dev.landfall.emulators.FaultPlan;
import dev.landfall.emulators.FaultProxy;
import dev.landfall.functionsaws.client.AwsClients;
import dev.landfall.functionsaws.cloud.TestClients;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.testkit.records.RecordsContract;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On DynamoDB Local. */
class DynamoDbRecordsIT extends RecordsContract {

    private static final String TABLE = "landfall";

    private static DynamoDbLocal dynamoDb;
    private static AwsClients clients;

    private final Records records = new DynamoDbRecords(() -> clients.dynamoDb(), TABLE);
    private final String partition = "x_" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        dynamoDb = DynamoDbLocal.start();
        clients = TestClients.of("DYNAMODB", dynamoDb.uri());
        RecordTable.create(clients.dynamoDb(), TABLE);
    }

    @AfterAll
    static void stop() {
        clients.close();
        dynamoDb.close();
    }

    @Test
    void aBatchWhoseReplyIsLostIsWrittenOnceAndToldSo() {
        try (var proxy = FaultProxy.before(dynamoDb.uri(), new FaultPlan());
                var losing = TestClients.of("DYNAMODB", proxy.uri())) {
            var behind = new DynamoDbRecords(losing::dynamoDb, TABLE);
            var batch = new Batch(partition, "wr_1", List.of(new Write.Put("a", "1", Precondition.absent())));
            proxy.plan().next(Fault.LOST_REPLY);

            assertEquals(new BatchOutcome.Written(), behind.write(batch));
            assertEquals(
                    "1",
                    records.find(new RecordKey(partition, "a")).orElseThrow().body());
        }
    }

    @Test
    void aBatchWhoseRepliesAreAllLostMayBeWrittenAgain() {
        try (var proxy = FaultProxy.before(dynamoDb.uri(), new FaultPlan());
                var losing = TestClients.of("DYNAMODB", proxy.uri())) {
            var behind = new DynamoDbRecords(losing::dynamoDb, TABLE);
            var batch = new Batch(partition, "wr_1", List.of(new Write.Put("a", "1", Precondition.absent())));
            proxy.plan().always(call -> true, Fault.LOST_REPLY);

            var failure = assertThrows(LandfallException.class, () -> behind.write(batch));
            assertEquals(ErrorKind.UNAVAILABLE, failure.kind());
            proxy.plan().none();
            assertEquals(new BatchOutcome.Written(), behind.write(batch));
            assertEquals(
                    1,
                    records.list(RecordQuery.prefix(partition, "", 10))
                            .records()
                            .size());
        }
    }

    @Test
    void aReplyThatEndsInTheMiddleIsNeitherAPageNorARecord() {
        var plan = new FaultPlan();
        try (var proxy = FaultProxy.before(dynamoDb.uri(), plan);
                var cut = TestClients.of("DYNAMODB", proxy.uri())) {
            var behind = new DynamoDbRecords(cut::dynamoDb, TABLE);
            plan.next(Fault.THROTTLED, Fault.HALF_REPLY);
            behind.write(new Batch(partition, "wr_1", List.of(new Write.Put("a", "1", Precondition.absent()))));
            plan.next(Fault.HALF_REPLY);
            assertTrue(behind.find(new RecordKey(partition, "a")).isPresent());
            plan.next(Fault.BROKEN, Fault.HALF_REPLY);
            assertEquals(
                    1,
                    behind.list(RecordQuery.prefix(partition, "", 10)).records().size());
        }
    }

    @Test
    void aPageIsJoinedFromRepliesOfOneMebibyte() {
        var body = "\"" + "x".repeat(60_000) + "\"";
        for (int from = 0; from < 60; from += 30) {
            var writes = IntStream.range(from, from + 30)
                    .mapToObj(i -> (Write) new Write.Put(String.format("k%03d", i), body, Precondition.absent()))
                    .toList();
            records.write(new Batch(partition, "wr_" + from, writes));
        }

        var page = records.list(RecordQuery.prefix(partition, "k", 50));
        assertEquals(50, page.records().size());
        assertTrue(page.more());
        var rest = records.list(RecordQuery.prefix(partition, "k", 50).after("k049"));
        assertEquals(10, rest.records().size());
        assertFalse(rest.more());
    }

    @Test
    void aDocumentIsAnItemWithFourAttributes() {
        records.write(new Batch(partition, "wr_1", List.of(new Write.Put("a", "{}", Precondition.none()))));

        var item = clients.dynamoDb()
                .getItem(request -> request.tableName(TABLE).key(RecordItem.key(partition, "a")))
                .item();
        assertEquals(
                Map.of(
                        "p", RecordItem.text(partition),
                        "s", RecordItem.text("a"),
                        "b", RecordItem.text("{}"),
                        "v", RecordItem.text("wr_1")),
                item);
    }

    @Test
    void aLargeDocumentIsPackedAndReadAsItWas() {
        var body = "{\"text\":\"" + "ä line that comes again ".repeat(2_000) + "\"}";
        records.write(new Batch(partition, "wr_1", List.of(new Write.Put("a", body, Precondition.none()))));

        var item = clients.dynamoDb()
                .getItem(request -> request.tableName(TABLE).key(RecordItem.key(partition, "a")))
                .item();
        assertEquals(Set.of("p", "s", "z", "v"), item.keySet());
        assertEquals(
                body, records.find(new RecordKey(partition, "a")).orElseThrow().body());
    }

    @Override
    protected Records records() {
        return records;
    }
}
