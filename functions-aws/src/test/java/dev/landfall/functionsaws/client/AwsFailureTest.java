package dev.landfall.functionsaws.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.controlplane.records.RecordKey;
import dev.landfall.emulators.S3Proxy;
import dev.landfall.functionsaws.cloud.AnsweringServer;
import dev.landfall.functionsaws.cloud.AnsweringServer.Answer;
import dev.landfall.functionsaws.cloud.TestClients;
import dev.landfall.functionsaws.dynamodb.DynamoDbRecords;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What answers of a service become, seen at a port of records. */
class AwsFailureTest {

    private static final String JSON = "application/x-amz-json-1.0";

    @Test
    void anErrorOfTheServiceIsTriedAgainAndThenUnavailable() {
        try (var server = AnsweringServer.start(request -> answer(500, "InternalServerError"))) {
            var failure = failure(server.uri());

            assertEquals(ErrorKind.UNAVAILABLE, failure.kind());
            assertEquals(CallLimits.MAX_ATTEMPTS, server.requests().size());
        }
    }

    @Test
    void throttlingIsTriedAgainAndThenUnavailable() {
        try (var server = AnsweringServer.start(request -> answer(400, "ThrottlingException"))) {
            var failure = failure(server.uri());

            assertEquals(ErrorKind.UNAVAILABLE, failure.kind());
            assertTrue(failure.publicMessage().contains("too busy"), failure.publicMessage());
            assertEquals(CallLimits.MAX_ATTEMPTS, server.requests().size());
        }
    }

    @Test
    void anErrorThatPassesIsNotSeen() {
        var calls = new java.util.concurrent.atomic.AtomicInteger();
        try (var server = AnsweringServer.start(request -> calls.incrementAndGet() == 1
                        ? answer(503, "ServiceUnavailable")
                        : new Answer(200, JSON, "{}"));
                var clients = TestClients.of("DYNAMODB", server.uri())) {
            assertTrue(records(clients).find(new RecordKey("p", "s")).isEmpty());
        }
    }

    @Test
    void aMissingPermissionIsSaidByItsNameAndNotTriedAgain() {
        try (var server = AnsweringServer.start(request -> answer(400, "AccessDeniedException"))) {
            var failure = failure(server.uri());

            assertEquals(ErrorKind.UNAVAILABLE, failure.kind());
            assertTrue(failure.publicMessage().contains("Allow dynamodb:GetItem"), failure.publicMessage());
            assertEquals(1, server.requests().size());
        }
    }

    @Test
    void credentialsThatHaveEndedAreSaid() {
        try (var server = AnsweringServer.start(request -> answer(400, "ExpiredTokenException"))) {
            var failure = failure(server.uri());

            assertEquals(ErrorKind.UNAVAILABLE, failure.kind());
            assertTrue(failure.publicMessage().contains("does not accept the function's credentials"));
        }
    }

    @Test
    void aTableThatIsNotThereIsAMistakeInTheSettings() {
        try (var server = AnsweringServer.start(request -> answer(400, "ResourceNotFoundException"))) {
            var failure = failure(server.uri());

            assertEquals(ErrorKind.INTERNAL, failure.kind());
            assertTrue(failure.publicMessage().contains("settings"), failure.publicMessage());
        }
    }

    @Test
    void aServiceThatNeverAnswersIsUnavailableInTime() throws InterruptedException {
        var end = new CountDownLatch(1);
        try (var server = AnsweringServer.start(request -> {
            awaitQuietly(end);
            return answer(500, "late");
        })) {
            long start = System.nanoTime();
            var failure = failure(server.uri());
            end.countDown();

            assertEquals(ErrorKind.UNAVAILABLE, failure.kind());
            assertTrue(failure.publicMessage().contains("in time"), failure.publicMessage());
            assertTrue(Duration.ofNanos(System.nanoTime() - start)
                            .compareTo(CallLimits.SMALL.call().plusSeconds(5))
                    < 0);
        }
    }

    @Test
    void aRegionThatDoesNotExistIsSaid() {
        var failure = failure(URI.create("http://dynamodb.eu-wset-1.invalid"));

        assertEquals(ErrorKind.UNAVAILABLE, failure.kind());
        assertTrue(failure.publicMessage().contains("AWS_REGION"), failure.publicMessage());
    }

    @Test
    void nobodyThereIsUnavailable() {
        URI nobody;
        try (var server = AnsweringServer.start(request -> answer(500, "closed"))) {
            nobody = server.uri();
        }

        assertEquals(ErrorKind.UNAVAILABLE, failure(nobody).kind());
    }

    private static LandfallException failure(URI endpoint) {
        try (var clients = TestClients.of("DYNAMODB", endpoint)) {
            var failure =
                    assertThrows(LandfallException.class, () -> records(clients).find(new RecordKey("p", "s")));
            assertFalse(failure.toString().contains(S3Proxy.SECRET_KEY));
            return failure;
        }
    }

    private static DynamoDbRecords records(AwsClients clients) {
        return new DynamoDbRecords(clients::dynamoDb, "table");
    }

    private static Answer answer(int status, String code) {
        return new Answer(status, JSON, "{\"__type\":\"com.amazonaws#" + code + "\",\"message\":\"no\"}");
    }

    private static void awaitQuietly(CountDownLatch end) {
        try {
            var ended = end.await(30, TimeUnit.SECONDS);
            assertTrue(ended);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
