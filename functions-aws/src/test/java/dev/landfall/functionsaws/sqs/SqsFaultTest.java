package dev.landfall.functionsaws.sqs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.controlplane.queue.DeadLetter;
import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.functionsaws.client.AwsClients;
import dev.landfall.functionsaws.cloud.AnsweringServer;
import dev.landfall.functionsaws.cloud.AnsweringServer.Answer;
import dev.landfall.functionsaws.cloud.AnsweringServer.Request;
import dev.landfall.functionsaws.cloud.TestClients;
import dev.landfall.functionsaws.sts.QueueLending;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Failures of single calls, answered as SQS does. */
class SqsFaultTest {

    private static final QueueName POOL = new QueueName("pool-1");
    private static final String JSON = "application/x-amz-json-1.0";
    private static final Answer THERE =
            ok("{\"QueueUrl\":\"https://sqs.eu-west-1.amazonaws.com/123456789012/lf-pool-1\"}");

    private final Map<String, Answer> answers = new ConcurrentHashMap<>(Map.of("GetQueueUrl", THERE));
    private final AnsweringServer server = AnsweringServer.start(this::answer);
    private final AwsClients clients = TestClients.of("SQS", server.uri());
    private final SqsJobQueues queues = new SqsJobQueues(
            clients::sqs,
            "lf",
            TestClients.REGION,
            new QueueLending(clients::sts, "role", TestClients.REGION, InstantSource.system()));

    @AfterEach
    void stop() {
        clients.close();
        server.close();
    }

    @Test
    void aMissingPermissionToSendIsSaidByItsName() {
        answers.put("SendMessage", error("AccessDeniedException"));

        var failure = assertThrows(LandfallException.class, () -> queues.send(POOL, "a", Duration.ZERO));
        assertEquals(ErrorKind.UNAVAILABLE, failure.kind());
        assertTrue(failure.publicMessage().contains("Allow sqs:SendMessage"), failure.publicMessage());
    }

    @Test
    void aQueueThatMayNotBeMadeAgainYetIsUnavailableForAMinute() {
        answers.put("CreateQueue", error("QueueDeletedRecently"));

        var failure = assertThrows(LandfallException.class, () -> queues.create(POOL));
        assertEquals(ErrorKind.UNAVAILABLE, failure.kind());
        assertTrue(failure.publicMessage().contains("minute"), failure.publicMessage());
    }

    @Test
    void aLetterThatCouldNotBeDeletedWasKeptAndComesAgainUnderItsId() {
        answers.put("ReceiveMessage", ok("""
                {"Messages":[{"MessageId":"m1","Body":"poison","ReceiptHandle":"r1","MD5OfBody":"%s",
                "Attributes":{"ApproximateReceiveCount":"6","SentTimestamp":"1700000000000"}}]}""".formatted("35393c24384b8862798716628f7bc6f4")));
        answers.put("DeleteMessageBatch", ok("""
                {"Successful":[],"Failed":[{"Id":"0","Code":"InternalError","SenderFault":false}]}"""));
        var kept = new ArrayList<DeadLetter>();

        assertEquals(1, queues.drainDeadLetters(POOL, 1, kept::addAll));
        assertEquals(1, queues.drainDeadLetters(POOL, 1, kept::addAll));
        assertEquals("m1", kept.get(0).id());
        assertEquals(kept.get(0), kept.get(1));
        assertEquals(5, kept.get(0).receiveCount());
    }

    @Test
    void aQueueThatIsNotThereIsNotFoundEverywhere() {
        answers.put("GetQueueUrl", error("QueueDoesNotExist"));

        var failure = assertThrows(LandfallException.class, () -> queues.depth(POOL));
        assertEquals(ErrorKind.NOT_FOUND, failure.kind());
    }

    private Answer answer(Request request) {
        return answers.getOrDefault(request.action(), error("NoSuchAction"));
    }

    private static Answer ok(String body) {
        return new Answer(200, JSON, body);
    }

    private static Answer error(String code) {
        return new Answer(400, JSON, "{\"__type\":\"com.amazonaws.sqs#" + code + "\",\"message\":\"no\"}");
    }
}
