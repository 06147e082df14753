package dev.landfall.integration.identity;

import dev.landfall.controlplane.queue.JobQueues;
import dev.landfall.controlplane.queue.QueueDepth;
import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.protocol.queue.QueueAccess;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;

/** Queues whose lent access leads to an address that is not there: who joins is what matters, not what is done then. */
final class UnreadQueues implements JobQueues {

    private final JobQueues queues;
    private final Supplier<URI> server;

    UnreadQueues(JobQueues queues, Supplier<URI> server) {
        this.queues = queues;
        this.server = server;
    }

    @Override
    public void create(QueueName queue) {
        queues.create(queue);
    }

    @Override
    public void send(QueueName queue, String message, Duration delay) {
        queues.send(queue, message, delay);
    }

    @Override
    public QueueAccess lend(QueueName queue, Duration validFor) {
        return new QueueAccess(
                QueueAccess.LANDFALL, server.get(), Map.of(), Instant.now().plus(validFor));
    }

    @Override
    public QueueDepth depth(QueueName queue) {
        return queues.depth(queue);
    }

    @Override
    public int drainDeadLetters(QueueName queue, int limit, DeadLetterSink keep) {
        return queues.drainDeadLetters(queue, limit, keep);
    }
}
