package dev.landfall.testkit.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.controlplane.records.Batch;
import dev.landfall.controlplane.records.BatchOutcome;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.records.RecordKey;
import dev.landfall.controlplane.records.Write;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.testkit.queue.InMemoryJobQueues;
import dev.landfall.testkit.queue.ReceivedMessage;
import dev.landfall.testkit.records.InMemoryRecords;
import dev.landfall.testkit.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaultyPortsTest {

    private static final RecordKey KEY = new RecordKey("p", "a");
    private static final Batch BATCH = new Batch("p", "id", List.of(new Write.Put("a", "1", Precondition.absent())));
    private static final FaultRates HALF = new FaultRates(0.3, 0.2, 0.3, 0.2, 0.2);

    private final ManualClock clock = new ManualClock();
    private final InMemoryRecords records = new InMemoryRecords(clock);
    private final InMemoryJobQueues queues = new InMemoryJobQueues(clock);

    @Test
    void withoutFaultsEveryCallPasses() {
        var faulty = new FaultyRecords(records, Faults.none());

        assertEquals(new BatchOutcome.Written(), faulty.write(BATCH));
        assertEquals(records.find(KEY), faulty.find(KEY));
    }

    @Test
    void aCrashBeforeACallPreventsItAndOneAfterDoesNot() {
        assertThrows(SimulatedCrash.class, () -> new FaultyRecords(records, new CrashAt(1)).write(BATCH));
        assertTrue(records.find(KEY).isEmpty());
        assertThrows(SimulatedCrash.class, () -> new FaultyRecords(records, new CrashAt(2)).write(BATCH));
        assertTrue(records.find(KEY).isPresent());
        var third = new CrashAt(3);
        new FaultyRecords(records, third).write(BATCH);
        assertFalse(third.happened());
    }

    @Test
    void anOutageIsUnavailableUntilItEnds() {
        var faults = new SeededFaults(1, FaultRates.NONE);
        var faulty = new FaultyRecords(records, faults);
        faults.begin("Records");

        var refused = assertThrows(LandfallException.class, () -> faulty.write(BATCH));
        assertEquals(ErrorKind.UNAVAILABLE, refused.kind());
        assertTrue(records.find(KEY).isEmpty());
        faults.end("Records");
        faulty.write(BATCH);
        assertTrue(records.find(KEY).isPresent());
    }

    @Test
    void theSameSeedMeetsTheSameFaults() {
        assertEquals(story(7), story(7));
        assertFalse(story(7).equals(story(8)));
    }

    @Test
    void messagesGoAstrayAsTold() {
        assertEquals(List.of("m"), received(Faults.Delivery.ONCE));
        assertEquals(List.of("m", "m"), received(Faults.Delivery.TWICE));
        assertEquals(List.of(), received(Faults.Delivery.NEVER));
        assertEquals(List.of("m"), received(Faults.Delivery.LATE));
    }

    private List<String> received(Faults.Delivery delivery) {
        var queue = new QueueName(delivery.name().toLowerCase(java.util.Locale.ROOT));
        var faulty = new FaultyJobQueues(queues, new Faults() {
            @Override
            public Fault at(Moment moment, String call) {
                return Fault.NONE;
            }

            @Override
            public Delivery deliver(String name) {
                return delivery;
            }
        });
        faulty.create(queue);
        faulty.send(queue, "m", Duration.ZERO);
        boolean atOnce = queues.depth(queue).visible() > 0;
        assertEquals(delivery == Faults.Delivery.ONCE || delivery == Faults.Delivery.TWICE, atOnce);
        clock.advance(FaultyJobQueues.LATENESS);
        return queues.receive(queue, 10, Duration.ofSeconds(1)).stream()
                .map(ReceivedMessage::body)
                .toList();
    }

    private static List<String> story(long seed) {
        var faults = new SeededFaults(seed, HALF);
        var story = new ArrayList<String>();
        IntStream.range(0, 50).forEach(i -> {
            story.add(faults.at(Faults.Moment.BEFORE, "Records.write").name());
            story.add(faults.deliver("events").name());
        });
        return story;
    }
}
