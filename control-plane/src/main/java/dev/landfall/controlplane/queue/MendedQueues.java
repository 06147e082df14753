package dev.landfall.controlplane.queue;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.queue.QueueAccess;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Queues whose names the control plane took from its own records, so that one which is not there was deleted by somebody:
 * it is made again, and said. Its messages are gone; queued jobs are announced again and timers come back with the sweep.
 */
public final class MendedQueues implements JobQueues {

    private static final Logger LOG = LoggerFactory.getLogger(MendedQueues.class);

    private final JobQueues queues;

    public MendedQueues(JobQueues queues) {
        this.queues = queues;
    }

    @Override
    public void create(QueueName queue) {
        queues.create(queue);
    }

    @Override
    public void send(QueueName queue, String message, Duration delay) {
        mended(queue, () -> {
            queues.send(queue, message, delay);
            return true;
        });
    }

    @Override
    public QueueAccess lend(QueueName queue, Duration validFor) {
        return mended(queue, () -> queues.lend(queue, validFor));
    }

    @Override
    public QueueDepth depth(QueueName queue) {
        return mended(queue, () -> queues.depth(queue));
    }

    @Override
    public int drainDeadLetters(QueueName queue, int limit, DeadLetterSink keep) {
        return mended(queue, () -> queues.drainDeadLetters(queue, limit, keep));
    }

    private <T> T mended(QueueName queue, Supplier<T> call) {
        try {
            return call.get();
        } catch (LandfallException e) {
            if (e.kind() != ErrorKind.NOT_FOUND) {
                throw e;
            }
        }
        LOG.atWarn()
                .addKeyValue("queue", queue.value())
                .log("a queue was gone and is made again; its messages are lost");
        queues.create(queue);
        return call.get();
    }
}
