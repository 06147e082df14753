package dev.landfall.functionsaws.sqs;

import dev.landfall.controlplane.queue.JobQueues;
import dev.landfall.controlplane.queue.QueueDepth;
import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.functionsaws.client.AwsCall;
import dev.landfall.functionsaws.sts.QueueLending;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.queue.QueueAccess;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/**
 * {@link JobQueues} on SQS: the queue {@code <prefix>-<name>} with the dead-letter queue {@code <prefix>-<name>-dead}.
 * Delays are whole seconds, rounded up. The age of the oldest message is not among a queue's attributes (CloudWatch has
 * it), so {@link QueueDepth#oldestVisible} is zero. Thread-safe.
 */
public final class SqsJobQueues implements JobQueues {

    /** Longest prefix of queue names. */
    public static final int MAX_PREFIX = QueueAddresses.MAX_PREFIX;

    private static final Logger LOG = LoggerFactory.getLogger(SqsJobQueues.class);

    private static final AwsCall SEND = new AwsCall("The message could not be sent", "sqs:SendMessage");
    private static final AwsCall COUNT = new AwsCall("The queue could not be counted", "sqs:GetQueueAttributes");

    private final Supplier<SqsClient> sqs;
    private final QueueAddresses addresses;
    private final QueueMaking making;
    private final SqsDeadLetters deadLetters;
    private final QueueLending lending;

    /**
     * @param prefix of all queue names, at most {@value #MAX_PREFIX} of {@code a-z 0-9 -}
     */
    public SqsJobQueues(Supplier<SqsClient> sqs, String prefix, String region, QueueLending lending) {
        this.sqs = sqs;
        this.addresses = new QueueAddresses(sqs, prefix);
        this.making = new QueueMaking(sqs, addresses, region);
        this.deadLetters = new SqsDeadLetters(sqs);
        this.lending = lending;
    }

    @Override
    public void create(QueueName queue) {
        making.create(queue);
    }

    @Override
    public void send(QueueName queue, String message, Duration delay) {
        JobQueues.requireSendable(message, delay);
        with(
                queue,
                addresses.name(queue),
                url -> SEND.make(() -> sqs.get()
                        .sendMessage(request ->
                                request.queueUrl(url).messageBody(message).delaySeconds(wholeSeconds(delay)))));
    }

    @Override
    public QueueAccess lend(QueueName queue, Duration validFor) {
        return with(
                queue,
                addresses.name(queue),
                url -> lending.lend(URI.create(url), "landfall-" + shortened(queue.value()), validFor));
    }

    @Override
    public QueueDepth depth(QueueName queue) {
        var live = counts(queue, addresses.name(queue));
        var dead = counts(queue, dead(queue));
        return new QueueDepth(
                count(live, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES),
                count(live, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)
                        + count(live, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED),
                count(dead, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
                        + count(dead, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE),
                Duration.ZERO);
    }

    @Override
    public int drainDeadLetters(QueueName queue, int limit, DeadLetterSink keep) {
        return with(queue, dead(queue), url -> deadLetters.drain(url, limit, keep));
    }

    /** The dead-letter queue's name; one that somebody deleted is made again beside its queue. */
    private String dead(QueueName queue) {
        var name = addresses.deadName(queue);
        try {
            addresses.url(name);
        } catch (LandfallException e) {
            if (e.kind() != ErrorKind.NOT_FOUND) {
                throw e;
            }
            addresses.url(addresses.name(queue));
            LOG.atWarn().addKeyValue("queue", name).log("a dead-letter queue was gone and is made again");
            making.createDead(queue);
        }
        return name;
    }

    private Map<QueueAttributeName, String> counts(QueueName queue, String name) {
        return with(
                queue,
                name,
                url -> COUNT.make(() -> sqs.get()
                        .getQueueAttributes(request -> request.queueUrl(url)
                                .attributeNames(
                                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
                        .attributes()));
    }

    /** Uses a queue by its URL; one that was deleted is forgotten, so that it can be made again. */
    private <T> T with(QueueName queue, String name, Function<String, T> use) {
        try {
            return use.apply(addresses.url(name));
        } catch (LandfallException e) {
            if (e.getCause() instanceof QueueDoesNotExistException) {
                addresses.forget(queue);
                throw QueueAddresses.missing(name);
            }
            throw e;
        }
    }

    private static long count(Map<QueueAttributeName, String> attributes, QueueAttributeName name) {
        return Long.parseLong(attributes.getOrDefault(name, "0"));
    }

    private static int wholeSeconds(Duration delay) {
        return Math.toIntExact(delay.plusNanos(999_999_999).toSeconds());
    }

    /** A session's name has at most 64 characters. */
    private static String shortened(String queue) {
        return queue.length() > 55 ? queue.substring(0, 55) : queue;
    }
}
