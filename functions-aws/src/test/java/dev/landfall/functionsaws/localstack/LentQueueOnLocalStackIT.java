package dev.landfall.functionsaws.localstack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.functionsaws.cloud.TestClients;
import dev.landfall.functionsaws.sqs.SqsJobQueues;
import dev.landfall.functionsaws.sts.QueueLending;
import dev.landfall.protocol.queue.QueueAccess;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** What a runner is lent for a queue, from STS to the message. */
@OnLocalStack
class LentQueueOnLocalStackIT {

    private static final QueueName QUEUE = new QueueName("pool-lent");
    private static final String ROLE = "arn:aws:iam::000000000000:role/queue";

    private static SqsJobQueues queues;

    @BeforeAll
    static void start() {
        var clients = Started.get().clients();
        queues = new SqsJobQueues(
                clients::sqs,
                "lent",
                TestClients.REGION,
                new QueueLending(clients::sts, ROLE, TestClients.REGION, InstantSource.system()));
        queues.create(QUEUE);
    }

    /** Whether the engine lets a session do only what its policy allows. */
    private static boolean supportsSessionPolicies() {
        return false;
    }

    @Test
    void whoIsLentAQueueReceivesAndDeletes() {
        queues.send(QUEUE, "work", Duration.ZERO);
        var access = lend();

        var message = sqs().receiveMessage(
                        request -> request.queueUrl(access.url().toString())
                                .waitTimeSeconds(5)
                                .overrideConfiguration(as(access)))
                .messages()
                .getFirst();
        assertEquals("work", message.body());
        sqs().deleteMessage(request -> request.queueUrl(access.url().toString())
                .receiptHandle(message.receiptHandle())
                .overrideConfiguration(as(access)));
    }

    @Test
    void theSessionEndsWithinWhatWasAsked() {
        var access = lend();
        assertTrue(access.expiresAt().isBefore(Instant.now().plus(Duration.ofMinutes(16))));
        assertTrue(
                access.credentials().getOrDefault(QueueAccess.ACCESS_KEY_ID, "").startsWith("LSIA")
                        || access.credentials()
                                .getOrDefault(QueueAccess.ACCESS_KEY_ID, "")
                                .startsWith("ASIA"));
    }

    @Test
    void whoIsLentAQueueCannotSend() {
        assumeTrue(supportsSessionPolicies(), "LocalStack enforces no session policy (supportsSessionPolicies)");
        var access = lend();
        assertThrows(
                SqsException.class,
                () -> sqs().sendMessage(request -> request.queueUrl(access.url().toString())
                        .messageBody("forged")
                        .overrideConfiguration(as(access))));
    }

    private static QueueAccess lend() {
        return queues.lend(QUEUE, Duration.ofMinutes(15));
    }

    private static SqsClient sqs() {
        return Started.get().clients().sqs();
    }

    private static AwsRequestOverrideConfiguration as(QueueAccess access) {
        var lent = access.credentials();
        return AwsRequestOverrideConfiguration.builder()
                .credentialsProvider(StaticCredentialsProvider.create(AwsSessionCredentials.create(
                        lent.getOrDefault(QueueAccess.ACCESS_KEY_ID, ""),
                        lent.getOrDefault(QueueAccess.SECRET_ACCESS_KEY, ""),
                        lent.getOrDefault(QueueAccess.SESSION_TOKEN, ""))))
                .build();
    }
}
