package dev.landfall.functionsaws.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.landfall.controlplane.records.Batch;
import dev.landfall.controlplane.records.BatchOutcome;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.records.Write;
import dev.landfall.functionsaws.cloud.AnsweringServer;
import dev.landfall.functionsaws.cloud.AnsweringServer.Answer;
import dev.landfall.functionsaws.cloud.AnsweringServer.Request;
import dev.landfall.functionsaws.cloud.TestClients;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Transactions that DynamoDB cancels, answered as the service does; DynamoDB Local is never in that state. */
class ConflictTest {

    private static final String JSON = "application/x-amz-json-1.0";
    private static final Answer WRITTEN = new Answer(200, JSON, "{}");

    @Test
    void aConflictThatPassesIsNotSeen() {
        var calls = new AtomicInteger();

        assertEquals(
                new BatchOutcome.Written(),
                write(request -> calls.incrementAndGet() < 4 ? cancelled("TransactionConflict") : WRITTEN));
        assertEquals(4, calls.get());
    }

    @Test
    void aTransactionThatIsStillUnderWayIsAskedForAgain() {
        var calls = new AtomicInteger();

        assertEquals(
                new BatchOutcome.Written(),
                write(request -> calls.incrementAndGet() < 2 ? error("TransactionInProgressException") : WRITTEN));
    }

    @Test
    void aConflictWithoutEndIsUnavailable() {
        var calls = new AtomicInteger();

        assertKind(ErrorKind.UNAVAILABLE, request -> {
            calls.incrementAndGet();
            return cancelled("TransactionConflict");
        });
        assertEquals(Pauses.MAX_ATTEMPTS, calls.get());
    }

    @Test
    void missingCapacityIsUnavailable() {
        assertKind(ErrorKind.UNAVAILABLE, request -> cancelled("ThrottlingError"));
        assertKind(ErrorKind.UNAVAILABLE, request -> error("ProvisionedThroughputExceededException"));
    }

    @Test
    void aBatchThatDynamoDbCallsWrongIsADefect() {
        assertKind(ErrorKind.INTERNAL, request -> cancelled("ValidationError"));
        assertKind(ErrorKind.INTERNAL, request -> error("ValidationException"));
    }

    private static void assertKind(ErrorKind expected, Function<Request, Answer> answers) {
        assertEquals(
                expected,
                assertThrows(LandfallException.class, () -> write(answers)).kind());
    }

    private static BatchOutcome write(Function<Request, Answer> answers) {
        try (var server = AnsweringServer.start(answers);
                var clients = TestClients.of("DYNAMODB", server.uri())) {
            var records = new DynamoDbRecords(clients::dynamoDb, "table");
            return records.write(new Batch("p", "wr_1", List.of(new Write.Put("a", "1", Precondition.none()))));
        }
    }

    private static Answer cancelled(String write) {
        return new Answer(400, JSON, """
                {"__type":"com.amazonaws.dynamodb.v20120810#TransactionCanceledException","Message":"cancelled",
                "CancellationReasons":[{"Code":"%s"}]}""".formatted(write));
    }

    private static Answer error(String code) {
        return new Answer(400, JSON, "{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + code + "\"}");
    }
}
