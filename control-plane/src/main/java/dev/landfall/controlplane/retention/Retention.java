package dev.landfall.controlplane.retention;

import dev.landfall.controlplane.blob.Blobs;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.records.Records;
import dev.landfall.controlplane.time.Ids;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Removes from a partition what was kept long enough, the oldest first and a little at a time; a partition in which there is
 * something to remove later is looked at once a day. Thread-safe.
 */
public final class Retention {
    /** What could not be removed in one slice goes on after so long. */
    static final Duration GO_ON = Duration.ofMinutes(1);

    /** A partition that keeps something is looked at this often. */
    static final Duration LOOK = Duration.ofDays(1);

    private final OldLogs logs;
    private final OldWorkflows workflows;
    private final OldRecords records;
    private final InstantSource clock;

    public Retention(Records records, Blobs blobs, RetentionSettings settings, InstantSource clock, Ids ids) {
        var documents = new Documents(records, ids);
        this.logs = new OldLogs(documents, blobs, settings.logsKept());
        this.workflows = new OldWorkflows(records, documents, blobs, settings.workflows());
        this.records = new OldRecords(records, documents, settings.records());
        this.clock = clock;
    }

    /**
     * Removes a slice.
     *
     * @return when to come again; empty when the partition keeps nothing that could ever be removed
     */
    public Optional<Instant> slice(String partition) {
        var now = clock.instant();
        return Stream.of(logs.slice(partition, now), workflows.slice(partition, now), records.slice(partition, now))
                .max(Left::compareTo)
                .flatMap(left -> left.next(partition, now));
    }

    /** The same minute of every day for a partition, spread over the day. */
    private static Instant dailyLook(String partition, Instant now) {
        var minute = Duration.ofMinutes(Math.floorMod(partition.hashCode(), LOOK.toMinutes()));
        var today = now.truncatedTo(ChronoUnit.DAYS).plus(minute);
        return today.isAfter(now) ? today : today.plus(LOOK);
    }

    /** What a slice left behind. */
    enum Left {
        NOTHING,
        FOR_LATER,
        FOR_NOW;

        Optional<Instant> next(String partition, Instant now) {
            return switch (this) {
                case NOTHING -> Optional.empty();
                case FOR_LATER -> Optional.of(dailyLook(partition, now));
                case FOR_NOW -> Optional.of(now.plus(GO_ON));
            };
        }
    }
}
