package dev.landfall.testkit.engine;

import dev.landfall.controlplane.queue.JobQueues;
import dev.landfall.controlplane.queue.QueueDepth;
import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.queue.QueueAccess;
import java.time.Duration;

/** Queues that cannot be reached, or whose caller dies while sending, when a test wants so. */
final class FlakyQueues implements JobQueues {
    private final JobQueues queues;
    boolean down;
    boolean dies;
    int sent;

    FlakyQueues(JobQueues queues) {
        this.queues = queues;
    }

    /** The process ends here: nothing may catch it. */
    static final class Died extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public void create(QueueName queue) {
        queues.create(queue);
    }

    @Override
    public void send(QueueName queue, String message, Duration delay) {
        if (dies) {
            throw new Died();
        }
        if (down) {
            throw LandfallException.unavailable("The queue is down.", null);
        }
        sent++;
        queues.send(queue, message, delay);
    }

    @Override
    public QueueAccess lend(QueueName queue, Duration validFor) {
        return queues.lend(queue, validFor);
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
