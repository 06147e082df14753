package dev.landfall.functionsaws.sqs;

import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.functionsaws.client.AwsCall;
import dev.landfall.functionsaws.sts.QueueArn;
import dev.landfall.protocol.error.LandfallException;
import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDeletedRecentlyException;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;

/**
 * Makes a queue and the dead-letter queue behind it. A queue that is there with other attributes, from a template or from
 * an older version, is left as it is.
 */
final class QueueMaking {

    /** Received this often without being deleted, a message is moved to the dead-letter queue. */
    static final int MAX_RECEIVES = 5;

    /** What an operator finds Landfall's queues by; its value is the queue's name without the prefix. */
    static final String TAG = "landfall:queue";

    /** Longest that SQS keeps a message: 14 days. */
    private static final String KEPT_SECONDS = "1209600";

    /** Time of a runner to claim; claiming takes less than a second. */
    private static final String HIDDEN_SECONDS = "30";

    /** A receiver without a wait of its own waits this long: no cost for empty replies. */
    private static final String LONG_POLL_SECONDS = "20";

    private static final AwsCall CREATE =
            new AwsCall("The queue could not be made", "sqs:CreateQueue and sqs:TagQueue");

    private final Supplier<SqsClient> sqs;
    private final QueueAddresses addresses;
    private final String region;

    QueueMaking(Supplier<SqsClient> sqs, QueueAddresses addresses, String region) {
        this.sqs = sqs;
        this.addresses = addresses;
        this.region = region;
    }

    void create(QueueName queue) {
        if (addresses.knows(addresses.name(queue))) {
            return;
        }
        createDead(queue);
        var dead = QueueArn.of(URI.create(addresses.url(addresses.deadName(queue))), region);
        create(
                queue,
                addresses.name(queue),
                Map.of(
                        QueueAttributeName.MESSAGE_RETENTION_PERIOD, KEPT_SECONDS,
                        QueueAttributeName.VISIBILITY_TIMEOUT, HIDDEN_SECONDS,
                        QueueAttributeName.RECEIVE_MESSAGE_WAIT_TIME_SECONDS, LONG_POLL_SECONDS,
                        QueueAttributeName.SQS_MANAGED_SSE_ENABLED, "true",
                        QueueAttributeName.REDRIVE_POLICY,
                                "{\"deadLetterTargetArn\":\"" + dead + "\",\"maxReceiveCount\":" + MAX_RECEIVES + "}"));
    }

    void createDead(QueueName queue) {
        create(
                queue,
                addresses.deadName(queue),
                Map.of(
                        QueueAttributeName.MESSAGE_RETENTION_PERIOD,
                        KEPT_SECONDS,
                        QueueAttributeName.SQS_MANAGED_SSE_ENABLED,
                        "true"));
    }

    private void create(QueueName queue, String name, Map<QueueAttributeName, String> attributes) {
        CREATE.make(() -> {
            try {
                var made = sqs.get()
                        .createQueue(request ->
                                request.queueName(name).attributes(attributes).tags(Map.of(TAG, queue.value())));
                addresses.keep(name, made.queueUrl());
                return made;
            } catch (QueueNameExistsException e) {
                return addresses.url(name);
            } catch (QueueDeletedRecentlyException e) {
                throw LandfallException.unavailable(
                        "The queue '" + name + "' was deleted just now, and SQS makes none with the same name within a"
                                + " minute. Try again after it.",
                        e);
            }
        });
    }
}
