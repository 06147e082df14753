package dev.landfall.controlplane.outbox;

import dev.landfall.controlplane.metric.Metrics;
import dev.landfall.controlplane.queue.JobQueues;
import dev.landfall.controlplane.records.Batch;
import dev.landfall.controlplane.records.BatchOutcome;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.records.RecordQuery;
import dev.landfall.controlplane.records.Records;
import dev.landfall.controlplane.records.Write;
import dev.landfall.controlplane.time.Ids;
import dev.landfall.controlplane.timer.DueIndex;
import dev.landfall.controlplane.wakeup.WakeUp;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Nothing is lost between store and queue: a batch and the messages that it causes are written together, and the messages
 * are sent after, in the same call. A crash in between leaves entries that the sweep sends. Thread-safe.
 */
public final class Outbox {
    /** A batch takes along so many deletions of entries that were sent before. */
    static final int TAKEN_ALONG = 20;

    /** More sent entries than this are deleted by a batch of their own. */
    static final int MAX_UNDELETED = 200;

    /** Entries younger than this may still be on their way in another process. */
    static final Duration ON_ITS_WAY = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private final Records records;
    private final Documents documents;
    private final DueIndex due;
    private final JobQueues queues;
    private final WakeUp wakeUp;
    private final Metrics metrics;
    private final InstantSource clock;
    private final Ids ids;
    private final SentEntries sent = new SentEntries();

    public Outbox(
            Records records,
            DueIndex due,
            JobQueues queues,
            WakeUp wakeUp,
            Metrics metrics,
            InstantSource clock,
            Ids ids) {
        this.records = records;
        this.documents = new Documents(records, ids);
        this.due = due;
        this.queues = queues;
        this.wakeUp = wakeUp;
        this.metrics = metrics;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Writes the batch; when it is durable, sends its messages, arms its timers and wakes its readers. A message that
     * cannot be sent now is sent by the sweep.
     */
    public BatchOutcome commit(String partition, Decision decision) {
        var now = clock.instant();
        due.ensure(partition, now);
        var entries = decision.messages().stream()
                .map(message -> new Kept(OutboxEntry.PREFIX + ids.next("ob"), message))
                .toList();
        var outcome = write(partition, decision, entries, now);
        if (outcome instanceof BatchOutcome.Written) {
            send(partition, entries, now);
            decision.timers().forEach(timer -> arm(timer, now));
            decision.topics().forEach(wakeUp::signal);
        }
        return outcome;
    }

    /** Arms a timer without any batch. */
    public void arm(Timer timer) {
        arm(timer, clock.instant());
    }

    /** Deletes the entries that are known to be sent. */
    public void deleteSent() {
        sent.partitions().forEach(this::deleteSent);
    }

    /**
     * Sends what a crash left behind in a partition.
     *
     * @return whether entries are left, because they may be on their way or could not be sent
     */
    public boolean resend(String partition) {
        deleteSent(partition);
        var now = clock.instant();
        var query = RecordQuery.prefix(partition, OutboxEntry.PREFIX, Batch.MAX_WRITES);
        var found = documents.list(query, OutboxEntry.class);
        var old = found.stream()
                .filter(entry -> !entry.value().committedAt().plus(ON_ITS_WAY).isAfter(now))
                .toList();
        old.forEach(entry -> LOG.atWarn()
                .addKeyValue("partition", partition)
                .addKeyValue("entry", entry.key().sort())
                .log("Sending a message that a crash left in the outbox"));
        var kept = old.stream()
                .map(entry -> new Kept(entry.key().sort(), entry.value().message()))
                .toList();
        int done = send(partition, kept, now);
        deleteSent(partition);
        return done < found.size() || found.size() == Batch.MAX_WRITES;
    }

    private BatchOutcome write(String partition, Decision decision, List<Kept> entries, Instant now) {
        int room = Batch.MAX_WRITES - decision.writes().size() - entries.size();
        var along = sent.take(partition, Math.clamp(room, 0, TAKEN_ALONG));
        var writes = new ArrayList<>(decision.writes());
        entries.forEach(kept ->
                writes.add(Documents.put(kept.sort(), new OutboxEntry(kept.message(), now), Precondition.none())));
        along.forEach(sort -> writes.add(new Write.Delete(sort, Precondition.none())));
        BatchOutcome outcome = new BatchOutcome.Refused("");
        try {
            outcome = writeTwice(new Batch(partition, ids.next("wr"), writes));
        } finally {
            if (outcome instanceof BatchOutcome.Refused) {
                sent.add(partition, along);
            }
        }
        return outcome;
    }

    /** The write id makes the second try safe when only the reply of the first was lost. */
    private BatchOutcome writeTwice(Batch batch) {
        try {
            return records.write(batch);
        } catch (LandfallException e) {
            if (e.kind() != ErrorKind.UNAVAILABLE) {
                throw e;
            }
            return records.write(batch);
        }
    }

    /** @return how many were sent */
    private int send(String partition, List<Kept> entries, Instant now) {
        var done = new ArrayList<String>();
        for (Kept kept : entries) {
            var message = kept.message();
            if (send(message, now)) {
                done.add(kept.sort());
            }
        }
        if (!done.isEmpty()) {
            sent.add(partition, done);
        }
        if (sent.size(partition) > MAX_UNDELETED) {
            deleteSent(partition);
        }
        return done.size();
    }

    private boolean send(OutboxMessage message, Instant now) {
        try {
            queues.send(message.queue(), message.body(), delay(message.notBefore(), now));
            wakeUp.signal("queue." + message.queue().value());
            return true;
        } catch (LandfallException e) {
            metrics.counter("landfall_outbox_unsent_total", "Messages that had to wait for the sweep")
                    .increment();
            LOG.atWarn()
                    .addKeyValue("queue", message.queue().value())
                    .addKeyValue("problem", e.publicMessage())
                    .log("A message could not be sent; the sweep will send it");
            return false;
        }
    }

    private void arm(Timer timer, Instant now) {
        send(OutboxMessage.event(timer.message(), timer.at()), now);
    }

    private void deleteSent(String partition) {
        var sorts = sent.take(partition, Batch.MAX_WRITES);
        while (!sorts.isEmpty()) {
            delete(partition, sorts);
            sorts = sent.take(partition, Batch.MAX_WRITES);
        }
    }

    private void delete(String partition, List<String> sorts) {
        boolean deleted = false;
        try {
            var deletes = sorts.stream()
                    .<Write>map(sort -> new Write.Delete(sort, Precondition.none()))
                    .toList();
            deleted = documents.write(partition, deletes) instanceof BatchOutcome.Written;
        } finally {
            if (!deleted) {
                sent.add(partition, sorts);
            }
        }
    }

    private static Duration delay(Instant notBefore, Instant now) {
        var delay = Duration.between(now, notBefore);
        if (delay.isNegative()) {
            return Duration.ZERO;
        }
        return delay.compareTo(JobQueues.MAX_DELAY) > 0 ? JobQueues.MAX_DELAY : delay;
    }

    private record Kept(String sort, OutboxMessage message) {}
}
