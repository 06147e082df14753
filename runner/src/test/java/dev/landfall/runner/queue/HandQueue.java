package dev.landfall.runner.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A queue in memory that hides what was received, behind the fakes of the clouds' protocols. Thread-safe. */
public final class HandQueue {

    private final List<Message> messages = new ArrayList<>();
    private int deliveries;

    /** @param receipt of its newest delivery; empty before the first */
    public record Message(String id, String body, String receipt, Instant visibleAt, int received) {}

    public synchronized void send(String body) {
        messages.add(new Message("message-" + (messages.size() + 1), body, "", Instant.MIN, 0));
        notifyAll();
    }

    /** Waits for the first message. */
    public synchronized List<Message> receive(int max, Duration wait, Duration hidden) throws InterruptedException {
        long end = System.nanoTime() + wait.toNanos();
        while (true) {
            var taken = take(max, hidden);
            long leftMillis = (end - System.nanoTime()) / 1_000_000;
            if (!taken.isEmpty() || leftMillis < 1) {
                return taken;
            }
            wait(leftMillis);
        }
    }

    /** Whether the receipt was the newest of a message that is still there. */
    public synchronized boolean delete(String receipt) {
        return messages.removeIf(message -> message.receipt().equals(receipt));
    }

    /** The same for making it visible. */
    public synchronized boolean release(String receipt) {
        var found = find(receipt);
        found.ifPresent(message -> {
            messages.set(
                    messages.indexOf(message),
                    new Message(message.id(), message.body(), message.receipt(), Instant.MIN, message.received()));
            notifyAll();
        });
        return found.isPresent();
    }

    public synchronized int size() {
        return messages.size();
    }

    private Optional<Message> find(String receipt) {
        return messages.stream()
                .filter(message -> message.receipt().equals(receipt))
                .findFirst();
    }

    private List<Message> take(int max, Duration hidden) {
        var now = Instant.now();
        var taken = new ArrayList<Message>();
        for (int i = 0; i < messages.size() && taken.size() < max; i++) {
            var message = messages.get(i);
            if (message.visibleAt().isBefore(now)) {
                var next = new Message(
                        message.id(),
                        message.body(),
                        "receipt+/=" + ++deliveries,
                        now.plus(hidden),
                        message.received() + 1);
                messages.set(i, next);
                taken.add(next);
            }
        }
        return taken;
    }
}
