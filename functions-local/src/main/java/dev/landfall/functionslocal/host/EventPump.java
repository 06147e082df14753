package dev.landfall.functionslocal.host;

import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.functionslocal.queue.LocalQueueReceiver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a queue trigger is in a cloud: takes messages of the events queue, hands each to the control plane, deletes it
 * when that returned. A message whose handling failed comes again after its visibility, and ends as a dead letter.
 */
final class EventPump implements AutoCloseable {

    private static final int THREADS = 2;
    private static final int BATCH = 10;
    private static final Duration WAIT = Duration.ofSeconds(20);
    private static final Duration VISIBILITY = Duration.ofMinutes(1);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(EventPump.class);

    private final LocalQueueReceiver queues;
    private final Consumer<String> handler;
    private final List<Thread> threads = new ArrayList<>();

    EventPump(LocalQueueReceiver queues, Consumer<String> handler) {
        this.queues = queues;
        this.handler = handler;
        for (int i = 0; i < THREADS; i++) {
            threads.add(Thread.ofVirtual().name("events-" + i).start(this::loop));
        }
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }

    private void loop() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                pump();
            } catch (RuntimeException e) {
                failed(e);
            }
        }
    }

    /** An interrupted call is how a pump that closes ends, and no failure. */
    private static void failed(RuntimeException failure) {
        if (failure.getCause() instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            return;
        }
        LOG.atError().setCause(failure).log("events could not be received");
        pause();
    }

    private void pump() {
        for (var message : queues.receive(QueueName.EVENTS, BATCH, VISIBILITY, WAIT)) {
            try {
                handler.accept(message.body());
                queues.delete(QueueName.EVENTS, message.receipt());
            } catch (RuntimeException e) {
                LOG.atWarn().setCause(e).log("an event was not handled; it comes again");
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_AFTER_FAILURE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
