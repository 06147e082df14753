package dev.landfall.testkit.fault;

import dev.landfall.controlplane.queue.JobQueues;
import dev.landfall.controlplane.queue.QueueDepth;
import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.protocol.queue.QueueAccess;
import java.time.Duration;

/**
 * {@link JobQueues} that fail as told, and on which messages go astray; calls are {@code JobQueues.send} and so on. A
 * message that is late comes {@link #LATENESS} after its time, behind others.
 */
public final class FaultyJobQueues implements JobQueues {

    /** Long enough to come after whatever is sent meanwhile. */
    public static final Duration LATENESS = Duration.ofSeconds(45);

    private final JobQueues queues;
    private final FaultyCalls calls;

    public FaultyJobQueues(JobQueues queues, Faults faults) {
        this.queues = queues;
        this.calls = new FaultyCalls("JobQueues", faults);
    }

    @Override
    public void create(QueueName queue) {
        calls.run("create", () -> queues.create(queue));
    }

    @Override
    public void send(QueueName queue, String message, Duration delay) {
        calls.run("send", () -> deliver(queue, message, delay));
    }

    @Override
    public QueueAccess lend(QueueName queue, Duration validFor) {
        return calls.call("lend", () -> queues.lend(queue, validFor));
    }

    @Override
    public QueueDepth depth(QueueName queue) {
        return calls.call("depth", () -> queues.depth(queue));
    }

    @Override
    public int drainDeadLetters(QueueName queue, int limit, DeadLetterSink keep) {
        return calls.call("drainDeadLetters", () -> queues.drainDeadLetters(queue, limit, keep));
    }

    private void deliver(QueueName queue, String message, Duration delay) {
        switch (calls.faults().deliver(queue.value())) {
            case ONCE -> queues.send(queue, message, delay);
            case TWICE -> {
                queues.send(queue, message, delay);
                queues.send(queue, message, later(delay));
            }
            case NEVER -> JobQueues.requireSendable(message, delay);
            case LATE -> queues.send(queue, message, later(delay));
        }
    }

    private static Duration later(Duration delay) {
        var later = delay.plus(LATENESS);
        return later.compareTo(MAX_DELAY) > 0 ? MAX_DELAY : later;
    }
}
