package dev.landfall.controlplane.event;

import dev.landfall.controlplane.lease.CheckLease;
import dev.landfall.controlplane.metric.Metrics;
import dev.landfall.controlplane.outbox.Outbox;
import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.retention.Retention;
import dev.landfall.controlplane.runners.PoolDirectory;
import dev.landfall.controlplane.timer.DueEntry;
import dev.landfall.controlplane.timer.DueIndex;
import dev.landfall.controlplane.workflow.WaitingJobs;
import dev.landfall.protocol.error.LandfallException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens every minute: partitions whose time has come are looked at, dead letters become records, entries of sent
 * messages are deleted. One failure does not keep the rest from happening. Thread-safe; two ticks at once do no harm.
 */
public final class Tick {
    /** How often a host calls {@link #tick}. */
    public static final Duration EVERY = Duration.ofMinutes(1);

    /** Most partitions of a shard that one tick looks at. */
    static final int MAX_PARTITIONS = 200;

    private static final Logger LOG = LoggerFactory.getLogger(Tick.class);

    private final DueIndex due;
    private final Sweep sweep;
    private final Outbox outbox;
    private final DeadLetters deadLetters;
    private final PoolDirectory pools;
    private final Metrics metrics;
    private final InstantSource clock;

    /** @param others what is done for partitions beside repairing them, such as schedules */
    public Tick(
            Documents documents,
            DueIndex due,
            Outbox outbox,
            CheckLease leases,
            WaitingJobs waiting,
            Retention retention,
            DeadLetters deadLetters,
            List<PartitionCare> others,
            Metrics metrics,
            InstantSource clock) {
        this.due = due;
        this.sweep = new Sweep(documents, outbox, leases, waiting, retention, others, clock);
        this.outbox = outbox;
        this.deadLetters = deadLetters;
        this.pools = new PoolDirectory(documents);
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Does what is due now. */
    public void tick() {
        attempt("deleting entries of sent messages", outbox::deleteSent);
        attempt("keeping dead letters of " + QueueName.EVENTS.value(), () -> deadLetters.keep(QueueName.EVENTS));
        for (int shard : DueIndex.shards()) {
            attempt("sweeping shard " + shard, () -> sweepShard(shard));
            attempt("keeping dead letters of shard " + shard, () -> keepDeadLetters(shard));
        }
    }

    private void sweepShard(int shard) {
        var entries = due.due(shard, clock.instant(), MAX_PARTITIONS);
        entries.stream()
                .findFirst()
                .ifPresent(
                        first -> metrics.timing("landfall_sweep_lag_seconds", "How late due partitions are looked at")
                                .record(Duration.between(first.at(), clock.instant())));
        entries.forEach(entry -> attempt("looking at partition " + entry.partition(), () -> look(entry)));
    }

    private void look(DueEntry entry) {
        due.settle(entry, sweep.look(entry.partition()));
    }

    private void keepDeadLetters(int shard) {
        pools.list(shard)
                .forEach(
                        pool -> attempt("keeping dead letters of " + pool, () -> deadLetters.keep(QueueName.of(pool))));
    }

    private void attempt(String what, Runnable work) {
        try {
            work.run();
        } catch (LandfallException e) {
            metrics.counter("landfall_tick_failures_total", "Parts of ticks that failed")
                    .increment();
            LOG.atWarn()
                    .addKeyValue("part", what)
                    .addKeyValue("problem", e.publicMessage())
                    .log("A part of the tick failed; the next tick tries again");
        }
    }
}
