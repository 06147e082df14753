package dev.landfall.runner.queue.sqs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.queue.QueueAccess;
import dev.landfall.runner.client.HttpTransport;
import dev.landfall.runner.queue.QueueClient;
import dev.landfall.runner.queue.QueueClientContract;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SqsQueueClientTest extends QueueClientContract {

    private final HttpTransport transport = new HttpTransport();
    private final FakeSqs sqs = new FakeSqs();

    SqsQueueClientTest() throws IOException {}

    @AfterEach
    void close() {
        sqs.close();
        transport.close();
    }

    @Override
    protected QueueClient client() {
        return client(sqs.access());
    }

    @Override
    protected QueueClient clientOfMissingQueue() {
        return client(sqs.access("token-1", "another"));
    }

    @Override
    protected QueueClient clientWithExpiredAccess() {
        return client(sqs.access("token-0", "lf-pool"));
    }

    @Override
    protected void send(String message) {
        sqs.queue().send(message);
    }

    private QueueClient client(QueueAccess access) {
        return new SqsQueueClient(transport, access, InstantSource.system());
    }

    private LandfallException failure() {
        return assertThrows(LandfallException.class, () -> client().receive(1, Duration.ZERO));
    }

    @Test
    void whatSqsSaysBecomesAKind() {
        var kinds = Map.of(
                "ExpiredTokenException", ErrorKind.UNAUTHENTICATED,
                "InvalidClientTokenId", ErrorKind.UNAUTHENTICATED,
                "RequestTimeTooSkewed", ErrorKind.UNAUTHENTICATED,
                "AccessDeniedException", ErrorKind.FORBIDDEN,
                "QueueDoesNotExist", ErrorKind.NOT_FOUND,
                "RequestThrottled", ErrorKind.UNAVAILABLE,
                "OverLimit", ErrorKind.UNAVAILABLE);
        kinds.forEach((code, kind) -> {
            sqs.fail(400, code);
            var problem = failure();
            assertEquals(kind, problem.kind(), code);
            assertTrue(problem.publicMessage().contains(code), problem.publicMessage());
        });
    }

    @Test
    void brokenServiceIsUnavailable() {
        sqs.fail(500, "InternalFailure");
        assertEquals(ErrorKind.UNAVAILABLE, failure().kind());
        sqs.answer(503, "<html>not today</html>");
        assertEquals(ErrorKind.UNAVAILABLE, failure().kind());
    }

    @Test
    void overlongReplyIsGivenUp() {
        sqs.answer(200, "{\"Messages\":[{\"Body\":\"" + "x".repeat(5 << 20) + "\"}]}");
        assertEquals(ErrorKind.LIMIT, failure().kind());
    }

    @Test
    void credentialsThatAreMissingAreNamed() {
        var credentials = new HashMap<>(sqs.access().credentials());
        credentials.remove(QueueAccess.REGION);
        var access = new QueueAccess(
                QueueAccess.SQS, sqs.access().url(), credentials, sqs.access().expiresAt());
        var problem = assertThrows(LandfallException.class, () -> client(access));
        assertEquals(ErrorKind.INVALID, problem.kind());
        assertTrue(problem.publicMessage().contains("region"), problem.publicMessage());
    }

    @Test
    void noSecretIsInAMessage() {
        sqs.fail(403, "AccessDeniedException");
        var text = failure().publicMessage();
        assertFalse(text.contains("token-1"), text);
        assertFalse(text.contains("secret-of"), text);
    }
}
