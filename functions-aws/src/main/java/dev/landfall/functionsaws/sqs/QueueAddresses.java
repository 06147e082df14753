package dev.landfall.functionsaws.sqs;

import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.functionsaws.client.AwsCall;
import dev.landfall.protocol.error.LandfallException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/**
 * URLs of queues by name, asked for once in a process. A queue that was deleted meanwhile is noticed by the call that uses
 * its URL, which then forgets it here. Thread-safe.
 */
final class QueueAddresses {

    /** Longest prefix: SQS takes 80 characters, of which 60 are a queue's name and 6 two hyphens and "dead". */
    static final int MAX_PREFIX = 14;

    /** More pools than one process sees; past it everything is asked for again. */
    private static final int MAX_KEPT = 10_000;

    private static final AwsCall GET_URL = new AwsCall("The queue could not be looked up", "sqs:GetQueueUrl");

    private final Supplier<SqsClient> sqs;
    private final String prefix;
    private final Map<String, String> urls = new ConcurrentHashMap<>();

    QueueAddresses(Supplier<SqsClient> sqs, String prefix) {
        this.sqs = sqs;
        this.prefix = prefix;
    }

    String name(QueueName queue) {
        return prefix + "-" + queue.value();
    }

    String deadName(QueueName queue) {
        return name(queue) + "-dead";
    }

    boolean knows(String name) {
        return urls.containsKey(name);
    }

    void keep(String name, String url) {
        if (urls.size() >= MAX_KEPT) {
            urls.clear();
        }
        urls.put(name, url);
    }

    void forget(QueueName queue) {
        urls.remove(name(queue));
        urls.remove(deadName(queue));
    }

    /**
     * @throws LandfallException NOT_FOUND when there is no such queue
     */
    String url(String name) {
        var known = urls.get(name);
        return known == null ? ask(name) : known;
    }

    static LandfallException missing(String name) {
        return LandfallException.notFound("The queue '" + name
                + "' does not exist in SQS; it is made with the pool or install that it belongs to.");
    }

    private String ask(String name) {
        return GET_URL.make(() -> {
            try {
                var url = sqs.get()
                        .getQueueUrl(request -> request.queueName(name))
                        .queueUrl();
                keep(name, url);
                return url;
            } catch (QueueDoesNotExistException e) {
                throw missing(name);
            }
        });
    }
}
