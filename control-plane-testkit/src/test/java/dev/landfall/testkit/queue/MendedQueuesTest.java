package dev.landfall.testkit.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.landfall.controlplane.queue.JobQueues;
import dev.landfall.controlplane.queue.MendedQueues;
import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.testkit.time.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MendedQueuesTest {

    private static final QueueName GONE = new QueueName("gone");

    private final InMemoryJobQueues queues = new InMemoryJobQueues(new ManualClock());
    private final JobQueues mended = new MendedQueues(queues);

    @Test
    void whatIsSentToAQueueThatSomebodyDeletedArrivesInANewOne() {
        mended.send(GONE, "a", Duration.ZERO);

        assertEquals("a", queues.receive(GONE, 1, Duration.ofSeconds(30)).get(0).body());
    }

    @Test
    void aQueueThatSomebodyDeletedIsLentCountedAndDrainedAsAnEmptyOne() {
        assertEquals(
                "memory:/v1/queue/gone",
                mended.lend(GONE, Duration.ofMinutes(5)).url().toString());
        assertEquals(0, mended.depth(new QueueName("gone-2")).visible());
        assertEquals(0, mended.drainDeadLetters(new QueueName("gone-3"), 10, letters -> {}));
    }

    @Test
    void whatIsWrongInItselfIsNotMended() {
        var refused = assertThrows(LandfallException.class, () -> mended.send(GONE, "a", Duration.ofDays(1)));

        assertEquals(ErrorKind.INVALID, refused.kind());
        assertThrows(LandfallException.class, () -> queues.depth(GONE));
    }
}
