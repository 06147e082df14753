package dev.landfall.functionsaws.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.functionsaws.cloud.AnsweringServer;
import dev.landfall.functionsaws.cloud.AnsweringServer.Answer;
import dev.landfall.functionsaws.cloud.AnsweringServer.Request;
import dev.landfall.functionsaws.cloud.TestClients;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Failures of single calls, answered as S3 does. */
class S3FaultTest {

    @Test
    void twoConditionalWritesInOneMomentAreTriedAgain() {
        var calls = new AtomicInteger();
        var outcome = with(
                request -> calls.incrementAndGet() < 3
                        ? error(409, "ConditionalRequestConflict")
                        : error(412, "PreconditionFailed"),
                blobs -> blobs.putIfAbsent("a", new byte[] {1}));

        assertFalse(outcome);
        assertEquals(3, calls.get());
    }

    @Test
    void aConflictWithoutEndIsUnavailable() {
        assertKind(
                ErrorKind.UNAVAILABLE,
                request -> error(409, "ConditionalRequestConflict"),
                blobs -> blobs.putIfAbsent("a", new byte[] {1}));
    }

    @Test
    void aBusyStoreIsUnavailable() {
        assertKind(ErrorKind.UNAVAILABLE, request -> error(503, "SlowDown"), blobs -> blobs.find("a"));
    }

    @Test
    void aMissingPermissionIsSaidByItsName() {
        var message =
                assertKind(ErrorKind.UNAVAILABLE, request -> error(403, "AccessDenied"), blobs -> blobs.find("a"));

        assertTrue(message.contains("Allow s3:GetObject on the objects and s3:ListBucket"), message);
    }

    @Test
    void aBucketInAnotherRegionIsAMistakeInTheSettings() {
        var message =
                assertKind(ErrorKind.INTERNAL, request -> error(301, "PermanentRedirect"), blobs -> blobs.find("a"));

        assertTrue(message.contains("region"), message);
    }

    private static String assertKind(
            ErrorKind expected, Function<Request, Answer> answers, Function<S3Blobs, Object> use) {
        var failure = assertThrows(LandfallException.class, () -> with(answers, use));
        assertEquals(expected, failure.kind());
        return failure.publicMessage();
    }

    private static <T> T with(Function<Request, Answer> answers, Function<S3Blobs, T> use) {
        try (var server = AnsweringServer.start(answers);
                var clients = TestClients.of("S3", server.uri())) {
            return use.apply(
                    new S3Blobs(clients::s3, clients::s3Presigner, "bucket", new S3Encryption.BucketDefault()));
        }
    }

    private static Answer error(int status, String code) {
        return new Answer(status, "application/xml", "<Error><Code>" + code + "</Code><Message>no</Message></Error>");
    }
}
