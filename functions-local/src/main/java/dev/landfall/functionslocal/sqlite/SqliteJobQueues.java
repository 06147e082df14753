package dev.landfall.functionslocal.sqlite;

import dev.landfall.controlplane.queue.DeadLetter;
import dev.landfall.controlplane.queue.JobQueues;
import dev.landfall.controlplane.queue.QueueDepth;
import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.controlplane.wakeup.WakeUp;
import dev.landfall.functionslocal.queue.LocalQueueReceiver;
import dev.landfall.functionslocal.queue.QueueTokens;
import dev.landfall.functionslocal.queue.ReceivedMessage;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.queue.QueueAccess;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * {@link JobQueues} and their receiving side in a table of an {@link SqliteStore}. Messages come in the order in which
 * they became visible. Whoever waits is woken by the topic {@code queue.<name>}.
 */
public final class SqliteJobQueues implements JobQueues, LocalQueueReceiver {

    private final SqliteStore store;
    private final URI base;
    private final QueueTokens tokens;
    private final WakeUp wakeUp;
    private final InstantSource clock;
    private final Set<QueueName> known = ConcurrentHashMap.newKeySet();

    /**
     * @param base of the server that runners reach the queues at, without a slash at its end
     */
    public SqliteJobQueues(SqliteStore store, URI base, QueueTokens tokens, WakeUp wakeUp, InstantSource clock) {
        this.store = store;
        this.base = base;
        this.tokens = tokens;
        this.wakeUp = wakeUp;
        this.clock = clock;
    }

    @Override
    public void create(QueueName queue) {
        if (!known.contains(queue)) {
            store.write(session -> session.update("INSERT OR IGNORE INTO queues (name) VALUES (?)", queue.value()));
            known.add(queue);
        }
    }

    @Override
    public void send(QueueName queue, String message, Duration delay) {
        JobQueues.requireSendable(message, delay);
        requireThere(queue);
        long now = clock.millis();
        store.write(session ->
                session.update("""
                INSERT INTO messages (id, queue, body, sent_at, visible_at, receive_count, spent)
                VALUES (?, ?, ?, ?, ?, 0, 0)""", store.nextNumber(), queue.value(), message, now, now + delay.toMillis()));
        wakeUp.signal(topic(queue));
    }

    @Override
    public QueueAccess lend(QueueName queue, Duration validFor) {
        requireThere(queue);
        var expiresAt = clock.instant().plus(validFor);
        return new QueueAccess(
                QueueAccess.LANDFALL,
                URI.create(base + "/v1/queue/" + queue.value()),
                Map.of("token", tokens.issue(queue, expiresAt)),
                expiresAt);
    }

    @Override
    public QueueDepth depth(QueueName queue) {
        requireThere(queue);
        long now = clock.millis();
        return store.read(session -> session.first(
                        """
                        SELECT
                          count(*) FILTER (WHERE spent = 0 AND visible_at <= ?1),
                          count(*) FILTER (WHERE visible_at > ?1),
                          count(*) FILTER (WHERE spent = 1 AND visible_at <= ?1),
                          coalesce(min(sent_at) FILTER (WHERE spent = 0 AND visible_at <= ?1), ?1)
                        FROM messages WHERE queue = ?2""",
                        row -> new QueueDepth(
                                row.getLong(1),
                                row.getLong(2),
                                row.getLong(3),
                                Duration.ofMillis(now - row.getLong(4))),
                        now,
                        queue.value())
                .orElseThrow());
    }

    @Override
    public int drainDeadLetters(QueueName queue, int limit, DeadLetterSink keep) {
        requireThere(queue);
        long now = clock.millis();
        var dead = store.read(session -> session.all(
                """
                SELECT id, body, receive_count, sent_at FROM messages
                WHERE queue = ? AND spent = 1 AND visible_at <= ? ORDER BY visible_at LIMIT ?""",
                row -> new DeadLetter(
                        row.getString(1), row.getString(2), row.getInt(3), Instant.ofEpochMilli(row.getLong(4))),
                queue.value(),
                now,
                limit));
        if (!dead.isEmpty()) {
            keep.keep(dead);
            store.write(session -> {
                for (DeadLetter letter : dead) {
                    session.update("DELETE FROM messages WHERE id = ?", Long.valueOf(letter.id()));
                }
                return dead.size();
            });
        }
        return dead.size();
    }

    @Override
    public List<ReceivedMessage> receive(QueueName queue, int max, Duration visibility, Duration wait) {
        requireInRange(max, visibility, wait);
        requireThere(queue);
        long deadline = System.nanoTime() + wait.toNanos();
        while (true) {
            long mark = wakeUp.mark(topic(queue));
            var messages = receiveNow(queue, max, visibility);
            long left = deadline - System.nanoTime();
            if (!messages.isEmpty() || left <= 0 || Thread.currentThread().isInterrupted()) {
                return messages;
            }
            wakeUp.await(topic(queue), mark, nextVisible(queue, Duration.ofNanos(left)));
        }
    }

    @Override
    public boolean delete(QueueName queue, String receipt) {
        var held = Receipt.read(receipt);
        return held.isPresent()
                && store.write(session -> session.update(
                                "DELETE FROM messages WHERE id = ? AND queue = ? AND receive_count = ?",
                                held.get().id(),
                                queue.value(),
                                held.get().receiveCount()))
                        > 0;
    }

    @Override
    public boolean changeVisibility(QueueName queue, String receipt, Duration visibility) {
        if (visibility.isNegative() || visibility.compareTo(MAX_VISIBILITY) > 0) {
            throw LandfallException.invalid(
                    "A message is hidden for zero to " + MAX_VISIBILITY + ", not " + visibility + ".");
        }
        var held = Receipt.read(receipt);
        boolean changed = held.isPresent()
                && store.write(session -> session.update(
                                "UPDATE messages SET visible_at = ? WHERE id = ? AND queue = ? AND receive_count = ?",
                                clock.millis() + visibility.toMillis(),
                                held.get().id(),
                                queue.value(),
                                held.get().receiveCount()))
                        > 0;
        if (changed) {
            wakeUp.signal(topic(queue));
        }
        return changed;
    }

    private List<ReceivedMessage> receiveNow(QueueName queue, int max, Duration visibility) {
        long now = clock.millis();
        // looking first keeps waiting receivers away from the writer
        boolean some = store.read(session -> session.first(
                        "SELECT 1 FROM messages WHERE queue = ? AND spent = 0 AND visible_at <= ? LIMIT 1",
                        row -> true,
                        queue.value(),
                        now))
                .isPresent();
        return some ? store.write(session -> take(session, queue, max, now, now + visibility.toMillis())) : List.of();
    }

    private static List<ReceivedMessage> take(SqlSession session, QueueName queue, int max, long now, long hiddenUntil)
            throws SQLException {
        var found = session.all(
                """
                SELECT id, body, receive_count + 1 FROM messages
                WHERE queue = ? AND spent = 0 AND visible_at <= ? ORDER BY visible_at, sent_at, id LIMIT ?""", row -> new Taken(row.getLong(1), row.getString(2), row.getInt(3)), queue.value(), now, max);
        var messages = new ArrayList<ReceivedMessage>();
        for (Taken taken : found) {
            session.update(
                    "UPDATE messages SET receive_count = ?, visible_at = ?, spent = ? WHERE id = ?",
                    taken.receiveCount,
                    hiddenUntil,
                    taken.receiveCount >= MAX_RECEIVES ? 1 : 0,
                    taken.id);
            messages.add(taken.message());
        }
        return messages;
    }

    private Duration nextVisible(QueueName queue, Duration atMost) {
        var next = store.read(session -> session.first(
                "SELECT visible_at FROM messages WHERE queue = ? AND spent = 0 ORDER BY visible_at LIMIT 1",
                row -> row.getLong(1),
                queue.value()));
        return next.map(millis -> Duration.ofMillis(Math.max(1, millis - clock.millis())))
                .filter(duration -> duration.compareTo(atMost) < 0)
                .orElse(atMost);
    }

    private void requireThere(QueueName queue) {
        if (known.contains(queue)) {
            return;
        }
        var found = store.read(session ->
                session.first("SELECT name FROM queues WHERE name = ?", row -> row.getString(1), queue.value()));
        if (found.isEmpty()) {
            throw LandfallException.notFound("There is no queue '" + queue.value() + "'; create it first.");
        }
        known.add(queue);
    }

    private static void requireInRange(int max, Duration visibility, Duration wait) {
        if (max < 1 || max > MAX_MESSAGES) {
            throw LandfallException.invalid("A receiver takes 1 to " + MAX_MESSAGES + " messages, not " + max + ".");
        }
        if (!visibility.isPositive() || visibility.compareTo(MAX_VISIBILITY) > 0) {
            throw LandfallException.invalid("A message is hidden for more than zero and at most " + MAX_VISIBILITY
                    + ", not " + visibility + ".");
        }
        if (wait.isNegative() || wait.compareTo(MAX_WAIT) > 0) {
            throw LandfallException.invalid("A receiver waits zero to " + MAX_WAIT + ", not " + wait + ".");
        }
    }

    private static String topic(QueueName queue) {
        return "queue." + queue.value();
    }

    private record Taken(long id, String body, int receiveCount) {

        ReceivedMessage message() {
            return new ReceivedMessage(String.valueOf(id), body, new Receipt(id, receiveCount).text(), receiveCount);
        }
    }

    /** Which receive of which message; a later receive makes it void. */
    private record Receipt(long id, int receiveCount) {

        String text() {
            return id + "." + receiveCount;
        }

        static Optional<Receipt> read(String text) {
            int dot = text.indexOf('.');
            try {
                return Optional.of(new Receipt(
                        Long.parseLong(text, 0, Math.max(dot, 0), 10),
                        Integer.parseInt(text, dot + 1, text.length(), 10)));
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }
    }
}
