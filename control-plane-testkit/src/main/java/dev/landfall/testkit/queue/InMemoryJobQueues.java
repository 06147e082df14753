package dev.landfall.testkit.queue;

import dev.landfall.controlplane.queue.DeadLetter;
import dev.landfall.controlplane.queue.JobQueues;
import dev.landfall.controlplane.queue.QueueDepth;
import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.queue.QueueAccess;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * {@link JobQueues} in maps under one lock, with the receiving side that cloud queues have outside of the port. Messages
 * come in the order in which they became visible. Thread-safe.
 */
public final class InMemoryJobQueues implements JobQueues {

    /** Received this often without being deleted, a message is a dead letter once it is visible again. */
    public static final int MAX_RECEIVES = 5;

    private final InstantSource clock;
    private final Map<QueueName, List<Message>> queues = new TreeMap<>(Comparator.comparing(QueueName::value));
    private long lastId;

    public InMemoryJobQueues(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void create(QueueName queue) {
        queues.putIfAbsent(queue, new ArrayList<>());
    }

    @Override
    public synchronized void send(QueueName queue, String message, Duration delay) {
        JobQueues.requireSendable(message, delay);
        var now = clock.instant();
        messages(queue).add(new Message(++lastId, message, now, now.plus(delay)));
    }

    @Override
    public synchronized QueueAccess lend(QueueName queue, Duration validFor) {
        messages(queue);
        var url = URI.create("memory:/v1/queue/" + queue.value());
        return new QueueAccess(
                QueueAccess.LANDFALL,
                url,
                Map.of("token", "token of " + queue.value()),
                clock.instant().plus(validFor));
    }

    @Override
    public synchronized QueueDepth depth(QueueName queue) {
        var now = clock.instant();
        var visible = messages(queue).stream()
                .filter(message -> message.receivable(now))
                .toList();
        long dead =
                messages(queue).stream().filter(message -> message.dead(now)).count();
        var oldest = visible.stream().map(message -> message.sentAt).min(Comparator.naturalOrder());
        return new QueueDepth(
                visible.size(),
                messages(queue).size() - visible.size() - dead,
                dead,
                oldest.map(sentAt -> Duration.between(sentAt, now)).orElse(Duration.ZERO));
    }

    @Override
    public int drainDeadLetters(QueueName queue, int limit, DeadLetterSink keep) {
        var dead = deadLetters(queue, limit);
        if (dead.isEmpty()) {
            return 0;
        }
        keep.keep(dead);
        synchronized (this) {
            messages(queue)
                    .removeIf(message ->
                            dead.stream().anyMatch(letter -> letter.id().equals(message.id())));
        }
        return dead.size();
    }

    /** Takes up to {@code max} visible messages and hides them for {@code visibility}; never waits. */
    public synchronized List<ReceivedMessage> receive(QueueName queue, int max, Duration visibility) {
        var now = clock.instant();
        return visibleFirst(queue)
                .filter(message -> message.receivable(now))
                .limit(max)
                .map(message -> message.receive(now.plus(visibility)))
                .toList();
    }

    /** @return false when the receipt is void; then nothing happened */
    public synchronized boolean delete(QueueName queue, String receipt) {
        return messages(queue).removeIf(message -> message.isHeldBy(receipt));
    }

    /**
     * Hides a received message for so long from now; zero makes it visible at once.
     *
     * @return false when the receipt is void; then nothing happened
     */
    public synchronized boolean changeVisibility(QueueName queue, String receipt, Duration visibility) {
        var held = messages(queue).stream()
                .filter(message -> message.isHeldBy(receipt))
                .findFirst();
        held.ifPresent(message -> message.visibleAt = clock.instant().plus(visibility));
        return held.isPresent();
    }

    /** When the next message that is hidden now becomes visible, so that a test knows how far to move its clock. */
    public synchronized Optional<Instant> nextVisible(QueueName queue) {
        var now = clock.instant();
        return messages(queue).stream()
                .map(message -> message.visibleAt)
                .filter(now::isBefore)
                .min(Comparator.naturalOrder());
    }

    /** All queues, by name. */
    public synchronized List<QueueName> names() {
        return List.copyOf(queues.keySet());
    }

    private synchronized List<DeadLetter> deadLetters(QueueName queue, int limit) {
        var now = clock.instant();
        return visibleFirst(queue)
                .filter(message -> message.dead(now))
                .limit(limit)
                .map(Message::letter)
                .toList();
    }

    private Stream<Message> visibleFirst(QueueName queue) {
        return messages(queue).stream().sorted(Comparator.comparing(message -> message.visibleAt));
    }

    private List<Message> messages(QueueName queue) {
        return Optional.ofNullable(queues.get(queue))
                .orElseThrow(() ->
                        LandfallException.notFound("There is no queue '" + queue.value() + "'; create it first."));
    }

    private static final class Message {
        private final long number;
        private final String body;
        private final Instant sentAt;
        private Instant visibleAt;
        private int receiveCount;

        Message(long number, String body, Instant sentAt, Instant visibleAt) {
            this.number = number;
            this.body = body;
            this.sentAt = sentAt;
            this.visibleAt = visibleAt;
        }

        String id() {
            return "m" + number;
        }

        String receipt() {
            return id() + "." + receiveCount;
        }

        boolean isHeldBy(String receipt) {
            return receiveCount > 0 && receipt().equals(receipt);
        }

        boolean receivable(Instant now) {
            return receiveCount < MAX_RECEIVES && !visibleAt.isAfter(now);
        }

        boolean dead(Instant now) {
            return receiveCount >= MAX_RECEIVES && !visibleAt.isAfter(now);
        }

        ReceivedMessage receive(Instant hiddenUntil) {
            receiveCount++;
            visibleAt = hiddenUntil;
            return new ReceivedMessage(id(), body, receipt(), receiveCount);
        }

        DeadLetter letter() {
            return new DeadLetter(id(), body, receiveCount, sentAt);
        }
    }
}
