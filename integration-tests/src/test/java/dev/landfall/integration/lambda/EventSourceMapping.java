package dev.landfall.integration.lambda;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Feeds a function from a queue as Lambda does ("Using Lambda with Amazon SQS"): long polls, batches of up to ten, deletes what
 * the reply does not name as failed. What failed comes again when its visibility timeout is over.
 */
public final class EventSourceMapping implements AutoCloseable {

    private static final int BATCH = 10;
    private static final int WAIT_SECONDS = 5;
    private static final long PAUSE_MILLIS = 200;

    private final SqsClient queues;
    private final String queueUrl;
    private final Function function;
    private final Thread thread;

    private EventSourceMapping(SqsClient queues, String queueUrl, Function function) {
        this.queues = queues;
        this.queueUrl = queueUrl;
        this.function = function;
        this.thread = Thread.ofVirtual().name("event-source-mapping").unstarted(this::poll);
    }

    public static EventSourceMapping start(SqsClient queues, String queueUrl, Function function) {
        var mapping = new EventSourceMapping(queues, queueUrl, function);
        mapping.thread.start();
        return mapping;
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void poll() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                once();
            } catch (SdkException e) {
                pause();
            }
        }
    }

    private void once() {
        var messages = queues.receiveMessage(request -> request.queueUrl(queueUrl)
                        .maxNumberOfMessages(BATCH)
                        .waitTimeSeconds(WAIT_SECONDS)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
        if (messages.isEmpty()) {
            return;
        }
        var failed = failed(function.invoke(event(messages)));
        for (var message : messages) {
            if (failed.isPresent() && !failed.get().contains(message.messageId())) {
                queues.deleteMessage(request -> request.queueUrl(queueUrl).receiptHandle(message.receiptHandle()));
            }
        }
    }

    private static byte[] event(List<Message> messages) {
        return Json.write(Map.of(
                "Records",
                messages.stream()
                        .map(message -> Map.of(
                                "messageId",
                                message.messageId(),
                                "receiptHandle",
                                message.receiptHandle(),
                                "body",
                                message.body(),
                                "attributes",
                                message.attributesAsStrings(),
                                "messageAttributes",
                                Map.of(),
                                "md5OfBody",
                                message.md5OfBody(),
                                "eventSource",
                                "aws:sqs",
                                "eventSourceARN",
                                "arn:aws:sqs:us-east-1:000000000000:events",
                                "awsRegion",
                                "us-east-1"))
                        .toList()));
    }

    /** The ids of failed messages; empty when all of the batch failed. */
    private static Optional<Set<String>> failed(Outcome outcome) {
        if (!(outcome instanceof Outcome.Reply reply)) {
            return Optional.empty();
        }
        try {
            var ids = new HashSet<String>();
            for (var failure : Json.readTree(reply.payload()).path("batchItemFailures")) {
                var id = failure.path("itemIdentifier").asString("");
                if (id.isEmpty()) {
                    return Optional.empty();
                }
                ids.add(id);
            }
            return Optional.of(ids);
        } catch (LandfallException e) {
            return Optional.empty();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
