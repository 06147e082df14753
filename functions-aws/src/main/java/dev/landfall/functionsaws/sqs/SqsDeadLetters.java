package dev.landfall.functionsaws.sqs;

import dev.landfall.controlplane.queue.DeadLetter;
import dev.landfall.controlplane.queue.JobQueues.DeadLetterSink;
import dev.landfall.functionsaws.client.AwsCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Takes messages out of a dead-letter queue. */
final class SqsDeadLetters {

    /** Most messages in one reply of SQS. */
    private static final int MAX_AT_ONCE = 10;

    /** Time to keep a letter before it can come to somebody else. */
    private static final int HIDDEN_SECONDS = 60;

    private static final AwsCall RECEIVE = new AwsCall("Dead letters could not be received", "sqs:ReceiveMessage");
    private static final AwsCall DELETE = new AwsCall("Dead letters could not be removed", "sqs:DeleteMessage");
    private static final AwsCall RELEASE =
            new AwsCall("Dead letters could not be released", "sqs:ChangeMessageVisibility");

    private final Supplier<SqsClient> sqs;

    SqsDeadLetters(Supplier<SqsClient> sqs) {
        this.sqs = sqs;
    }

    int drain(String url, int limit, DeadLetterSink keep) {
        int drained = 0;
        while (drained < limit) {
            var messages = receive(url, Math.min(MAX_AT_ONCE, limit - drained));
            if (messages.isEmpty()) {
                return drained;
            }
            keepOrRelease(url, messages, keep);
            delete(url, messages);
            drained += messages.size();
        }
        return drained;
    }

    private void keepOrRelease(String url, List<Message> messages, DeadLetterSink keep) {
        try {
            keep.keep(messages.stream().map(SqsDeadLetters::letter).toList());
        } catch (RuntimeException e) {
            release(url, messages, e);
            throw e;
        }
    }

    /** Without a wait: what a sparse reply misses comes with the next drain. */
    private List<Message> receive(String url, int max) {
        return RECEIVE.make(() -> sqs.get()
                .receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(max)
                        .visibilityTimeout(HIDDEN_SECONDS)
                        .waitTimeSeconds(0)
                        .messageSystemAttributeNames(
                                MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT,
                                MessageSystemAttributeName.SENT_TIMESTAMP))
                .messages());
    }

    /** One that could not be deleted comes again, and is kept again under the same id. */
    private void delete(String url, List<Message> messages) {
        var entries = new ArrayList<DeleteMessageBatchRequestEntry>();
        for (Message message : messages) {
            entries.add(DeleteMessageBatchRequestEntry.builder()
                    .id(String.valueOf(entries.size()))
                    .receiptHandle(message.receiptHandle())
                    .build());
        }
        DELETE.make(() ->
                sqs.get().deleteMessageBatch(request -> request.queueUrl(url).entries(entries)));
    }

    /** So that they need not wait out their time; not doing so is no second failure. */
    private void release(String url, List<Message> messages, RuntimeException notKept) {
        var entries = new ArrayList<ChangeMessageVisibilityBatchRequestEntry>();
        for (Message message : messages) {
            entries.add(ChangeMessageVisibilityBatchRequestEntry.builder()
                    .id(String.valueOf(entries.size()))
                    .receiptHandle(message.receiptHandle())
                    .visibilityTimeout(0)
                    .build());
        }
        try {
            RELEASE.make(() -> sqs.get()
                    .changeMessageVisibilityBatch(
                            request -> request.queueUrl(url).entries(entries)));
        } catch (RuntimeException e) {
            notKept.addSuppressed(e);
        }
    }

    /** SQS counts receiving from the dead-letter queue as well, so what it says is held to what makes a letter dead. */
    private static DeadLetter letter(Message message) {
        Map<MessageSystemAttributeName, String> attributes = message.attributes();
        int receives =
                Integer.parseInt(attributes.getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "0"));
        long sentAt = Long.parseLong(attributes.getOrDefault(MessageSystemAttributeName.SENT_TIMESTAMP, "0"));
        return new DeadLetter(
                message.messageId(),
                message.body(),
                Math.min(receives, QueueMaking.MAX_RECEIVES),
                Instant.ofEpochMilli(sentAt));
    }
}
