package dev.landfall.integration.bench;

import dev.landfall.integration.lambda.AwsAccount;
import dev.landfall.integration.lambda.ServiceMeter;
import java.net.URI;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Baseline: a message of the SDK to a long poll of the SDK, on a queue of its own of the same broker. */
final class BareDelivery implements AutoCloseable {

    private static final String QUEUE = "bare";
    private static final int WAIT_SECONDS = 20;
    private static final int PATIENCE_SECONDS = 30;

    private final SqsClient receiver;
    private final SqsClient sender;
    private final ServiceMeter meter;
    private final String queueUrl;
    private final LinkedBlockingQueue<Long> received = new LinkedBlockingQueue<>();
    private final Thread polling;
    private volatile boolean closed;

    private BareDelivery(AwsAccount account) {
        receiver = account.queues();
        queueUrl = receiver.createQueue(request -> request.queueName(QUEUE)).queueUrl();
        meter = ServiceMeter.start("SQS", URI.create(queueUrl).resolve("/"));
        sender = account.queues(meter.uri());
        polling = Thread.ofPlatform().daemon().start(this::poll);
    }

    static BareDelivery start(AwsAccount account) {
        return new BareDelivery(account);
    }

    /** From the moment at which the request had reached the broker to the reply of the long poll. */
    long takeNanos() throws InterruptedException {
        meter.drain();
        sender.sendMessage(request -> request.queueUrl(queueUrl).messageBody("{}"));
        var arrived = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (arrived == null) {
            throw new IllegalStateException("The broker delivered nothing for " + PATIENCE_SECONDS + " s.");
        }
        return arrived - meter.drain().getFirst().sentAtNanos();
    }

    @Override
    public void close() {
        closed = true;
        polling.interrupt();
        sender.close();
        meter.close();
    }

    private void poll() {
        try {
            receive();
        } catch (SdkException e) {
            if (!closed) {
                throw e;
            }
        }
    }

    private void receive() {
        while (!closed) {
            var messages = receiver.receiveMessage(request ->
                            request.queueUrl(queueUrl).maxNumberOfMessages(1).waitTimeSeconds(WAIT_SECONDS))
                    .messages();
            long now = System.nanoTime();
            for (var message : messages) {
                received.add(now);
                receiver.deleteMessage(request -> request.queueUrl(queueUrl).receiptHandle(message.receiptHandle()));
            }
        }
    }
}
