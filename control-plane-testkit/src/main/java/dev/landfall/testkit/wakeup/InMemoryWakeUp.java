package dev.landfall.testkit.wakeup;

import dev.landfall.controlplane.wakeup.WakeUp;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** {@link WakeUp} with one counter per topic under one lock. Waits in real time. Thread-safe. */
public final class InMemoryWakeUp implements WakeUp {

    private final Map<String, Long> counters = new HashMap<>();

    @Override
    public synchronized void signal(String topic) {
        counters.merge(topic, 1L, Long::sum);
        notifyAll();
    }

    @Override
    public synchronized long mark(String topic) {
        return counters.getOrDefault(topic, 0L);
    }

    @Override
    public synchronized void await(String topic, long mark, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        try {
            long left = timeout.toNanos();
            while (mark(topic) == mark && left > 0) {
                wait(left / 1_000_000, (int) (left % 1_000_000));
                left = deadline - System.nanoTime();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
