package dev.landfall.testkit.engine;

import static dev.landfall.testkit.engine.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.protocol.error.ErrorKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeadLetterTest {
    private final Engine engine = Engine.onFakes();

    private List<String> kept(QueueName queue) {
        return engine.deadLetters.list(queue, Optional.empty(), 100).items().stream()
                .map(letter -> letter.message())
                .toList();
    }

    private void receiveTooOften(QueueName queue) {
        for (int i = 0; i < 5; i++) {
            engine.queues.receive(queue, 10, Duration.ZERO);
        }
    }

    @Test
    void lettersOfPoolsAreKeptListedAndRedriven() {
        engine.start(Engine.job("build"));
        var queue = QueueName.of(engine.pool);
        receiveTooOften(queue);
        engine.tick.tick();
        assertEquals(1, kept(queue).size());
        assertTrue(engine.announced().isEmpty());

        assertEquals(1, engine.deadLetters.redrive(queue, Optional.empty()));
        assertEquals(0, kept(queue).size());
        assertEquals(1, engine.announced().size());
    }

    @Test
    void aPoisonEventIsRefusedKeptAndBlocksNobody() {
        engine.queues.send(QueueName.EVENTS, "{\"type\":\"nonsense\"}", Duration.ZERO);
        engine.queues.send(QueueName.EVENTS, "not even JSON", Duration.ZERO);
        assertRefused(ErrorKind.INVALID, () -> engine.events.handle("{\"type\":\"nonsense\"}"));
        assertRefused(ErrorKind.INVALID, () -> engine.events.handle("not even JSON"));
        receiveTooOften(QueueName.EVENTS);
        engine.tick.tick();
        assertEquals(2, kept(QueueName.EVENTS).size());
        assertTrue(engine.metrics.render().contains("landfall_dead_letters_total{queue=\"events\"} 2"));
    }

    @Test
    void lettersAreRedrivenByIdAndUnknownOnesNamed() {
        engine.queues.send(QueueName.EVENTS, "{\"type\":\"one\"}", Duration.ZERO);
        engine.queues.send(QueueName.EVENTS, "{\"type\":\"two\"}", Duration.ZERO);
        receiveTooOften(QueueName.EVENTS);
        engine.tick.tick();
        var id = engine.deadLetters
                .list(QueueName.EVENTS, Optional.empty(), 1)
                .items()
                .getFirst()
                .id();
        engine.deadLetters.redrive(QueueName.EVENTS, Optional.of(List.of(id)));
        assertEquals(List.of("{\"type\":\"two\"}"), kept(QueueName.EVENTS));
        assertRefused(
                ErrorKind.NOT_FOUND, () -> engine.deadLetters.redrive(QueueName.EVENTS, Optional.of(List.of(id))));
    }
}
