package dev.landfall.functionsaws.sqs;

import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.testkit.queue.JobQueuesContract;
import dev.landfall.testkit.queue.ReceivedMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** The receiving side of SQS by the SDK, in real time; the tests wait together. */
@Execution(ExecutionMode.CONCURRENT)
public abstract class SqsReceiving extends JobQueuesContract {

    /** A client of the engine. */
    protected abstract SqsClient sqs();

    /** How late the engine may be with what it does at a time. */
    protected Duration lateness() {
        return Duration.ofMillis(100);
    }

    /** The queue's address in the engine. */
    protected abstract String url(QueueName queue);

    @Override
    protected List<ReceivedMessage> receive(QueueName queue, int max, Duration visibility) {
        return sqs()
                .receiveMessage(request -> request.queueUrl(url(queue))
                        .maxNumberOfMessages(max)
                        .waitTimeSeconds(0)
                        .visibilityTimeout(Math.toIntExact(visibility.toSeconds()))
                        .messageSystemAttributeNames(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT))
                .messages()
                .stream()
                .map(message -> new ReceivedMessage(
                        message.messageId(),
                        message.body(),
                        message.receiptHandle(),
                        Integer.parseInt(message.attributes()
                                .getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "0"))))
                .toList();
    }

    @Override
    protected boolean delete(QueueName queue, String receipt) {
        return accepted(() ->
                sqs().deleteMessage(request -> request.queueUrl(url(queue)).receiptHandle(receipt)));
    }

    @Override
    protected boolean changeVisibility(QueueName queue, String receipt, Duration visibility) {
        return accepted(() -> sqs().changeMessageVisibility(request -> request.queueUrl(url(queue))
                .receiptHandle(receipt)
                .visibilityTimeout(Math.toIntExact(visibility.toSeconds()))));
    }

    @Override
    protected void pass(Duration time) {
        await(time, lateness());
    }

    @Override
    protected Instant now() {
        return Instant.now();
    }

    @Override
    protected Duration hidden() {
        return Duration.ofSeconds(4);
    }

    @Override
    protected Duration margin() {
        return Duration.ofSeconds(2);
    }

    @Override
    protected boolean supportsExactDepth() {
        return false;
    }

    @Override
    protected boolean supportsVoidReceipts() {
        return false;
    }

    @Override
    protected boolean supportsDyingUnattended() {
        return false;
    }

    private static boolean accepted(Runnable call) {
        try {
            call.run();
            return true;
        } catch (SqsException e) {
            return false;
        }
    }
}
