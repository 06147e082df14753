package dev.landfall.controlplane.event;

import dev.landfall.controlplane.metric.Metrics;
import dev.landfall.controlplane.queue.DeadLetter;
import dev.landfall.controlplane.queue.JobQueues;
import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.controlplane.records.Batch;
import dev.landfall.controlplane.records.BatchOutcome;
import dev.landfall.controlplane.records.Document;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.records.Page;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.records.RecordQuery;
import dev.landfall.controlplane.records.Write;
import dev.landfall.protocol.error.LandfallException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Messages that were received too often: kept as records, listed, sent again. Nothing disappears. Thread-safe. */
public final class DeadLetters {
    /** Most letters that one tick takes out of a queue, one batch. */
    static final int MAX_KEPT_AT_ONCE = Batch.MAX_WRITES;

    /** Most letters that one call sends again. */
    public static final int MAX_REDRIVEN = 1000;

    private static final String PREFIX = "dead.";

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    private final Documents documents;
    private final JobQueues queues;
    private final Metrics metrics;
    private final InstantSource clock;

    public DeadLetters(Documents documents, JobQueues queues, Metrics metrics, InstantSource clock) {
        this.documents = documents;
        this.queues = queues;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Letters of a queue.
     *
     * @param after cursor of the page before
     * @param limit 1 to 1000
     */
    public Page<KeptLetter> list(QueueName queue, Optional<String> after, int limit) {
        var found = documents.list(new RecordQuery(partition(queue), PREFIX, after, limit), KeptLetter.class);
        var next = found.size() == limit ? Optional.of(found.getLast().key().sort()) : Optional.<String>empty();
        return new Page<>(found.stream().map(Document::value).toList(), next);
    }

    /**
     * Sends letters to their queue again and forgets them.
     *
     * @param ids which; empty for all, at most {@value #MAX_REDRIVEN} in one call
     * @return how many
     * @throws LandfallException NOT_FOUND when one of the ids is not there; those before it were sent
     */
    public int redrive(QueueName queue, Optional<List<String>> ids) {
        var letters = ids.isPresent()
                ? ids.get().stream().limit(MAX_REDRIVEN).toList()
                : list(queue, Optional.empty(), MAX_REDRIVEN).items().stream()
                        .map(KeptLetter::id)
                        .toList();
        letters.forEach(id -> redrive(queue, id));
        return letters.size();
    }

    /** Takes dead letters out of a queue and keeps them. */
    void keep(QueueName queue) {
        queues.drainDeadLetters(queue, MAX_KEPT_AT_ONCE, letters -> keep(queue, letters));
    }

    private void keep(QueueName queue, List<DeadLetter> letters) {
        var now = clock.instant();
        var writes = letters.stream()
                .map(letter -> Documents.put(sort(letter.id()), KeptLetter.of(letter, now), Precondition.none()))
                .toList();
        if (documents.write(partition(queue), writes) instanceof BatchOutcome.Refused) {
            throw LandfallException.internal("An unconditional write was refused.", null);
        }
        metrics.counter("landfall_dead_letters_total", "Messages received too often", "queue", queue.value())
                .add(letters.size());
        LOG.atError()
                .addKeyValue("queue", queue.value())
                .addKeyValue("count", letters.size())
                .log("Messages could not be handled; see 'landfall queue dead-letters'");
    }

    private void redrive(QueueName queue, String id) {
        var letter = documents
                .find(partition(queue), sort(id), KeptLetter.class)
                .orElseThrow(() -> LandfallException.notFound(
                        "There is no dead letter '" + id + "' of queue '" + queue.value() + "'."));
        queues.send(queue, letter.value().message(), Duration.ZERO);
        documents.write(partition(queue), new Write.Delete(sort(id), Precondition.none()));
    }

    private static String partition(QueueName queue) {
        return "dead_" + queue.value();
    }

    private static String sort(String id) {
        return PREFIX + id;
    }
}
