package dev.landfall.integration.simulator;

import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.runner.queue.Received;
import dev.landfall.testkit.queue.InMemoryJobQueues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** The receiving side of the queues: no order is kept, and now and then a message is away for a while. */
final class Messages {
    private final InMemoryJobQueues queues;
    private final Random random;
    private double twins;

    Messages(InMemoryJobQueues queues, Random random) {
        this.queues = queues;
        this.random = random;
    }

    /** How often a message that is taken is there once more at once. */
    void setTwins(double rate) {
        twins = rate;
    }

    List<Received> take(QueueName queue, int max, Duration visibility) {
        var taken = new ArrayList<Received>();
        queues.receive(queue, max, visibility)
                .forEach(message -> taken.add(new Received(message.receipt(), message.body())));
        for (Received message : taken) {
            if (twins > 0 && random.nextDouble() < twins) {
                queues.send(queue, message.body(), Duration.ZERO);
            }
        }
        Collections.shuffle(taken, random);
        return taken;
    }

    /** Somebody takes a message, says nothing, and dies. */
    int mislay(QueueName queue) {
        return queues.receive(queue, 1, Duration.ofSeconds(5 + random.nextInt(120)))
                .size();
    }
}
