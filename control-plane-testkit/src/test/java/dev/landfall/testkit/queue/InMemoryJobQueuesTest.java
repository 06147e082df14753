package dev.landfall.testkit.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.landfall.controlplane.queue.JobQueues;
import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.testkit.time.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InMemoryJobQueuesTest extends JobQueuesContract {

    private final ManualClock clock = new ManualClock();
    private final InMemoryJobQueues queues = new InMemoryJobQueues(clock);

    @Test
    void theNextVisibleMessageIsKnown() {
        queues.create(QueueName.EVENTS);
        assertEquals(Optional.empty(), queues.nextVisible(QueueName.EVENTS));
        queues.send(QueueName.EVENTS, "a", Duration.ofSeconds(9));

        assertEquals(Optional.of(clock.instant().plusSeconds(9)), queues.nextVisible(QueueName.EVENTS));
    }

    @Override
    protected JobQueues queues() {
        return queues;
    }

    @Override
    protected List<ReceivedMessage> receive(QueueName queue, int max, Duration visibility) {
        return queues.receive(queue, max, visibility);
    }

    @Override
    protected boolean delete(QueueName queue, String receipt) {
        return queues.delete(queue, receipt);
    }

    @Override
    protected boolean changeVisibility(QueueName queue, String receipt, Duration visibility) {
        return queues.changeVisibility(queue, receipt, visibility);
    }

    @Override
    protected void pass(Duration time) {
        clock.advance(time);
    }

    @Override
    protected Instant now() {
        return clock.instant();
    }
}
