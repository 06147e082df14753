package dev.landfall.controlplane.records;

import java.util.Optional;

/**
 * Documents in partitions: the one store of all state. Every engine gives exactly this much: strongly consistent reads
 * and an atomic batch within one partition.
 *
 * <p>Implementations are thread-safe. A failed call throws a {@link dev.landfall.protocol.error.LandfallException}:
 * UNAVAILABLE when the store could not be reached or was too busy and it is unknown or impossible that the call took
 * effect, LIMIT or INVALID when a named limit of {@link Batch} or {@link RecordKey} was exceeded.
 */
public interface Records {

    /** The document at a key as of the last write that was answered. */
    Optional<StoredRecord> find(RecordKey key);

    /**
     * Documents of a partition whose sort keys start with a prefix, in ascending byte order of the sort key, strongly
     * consistent within the page.
     */
    RecordPage list(RecordQuery query);

    /**
     * Writes all of a batch or nothing.
     *
     * <p>The same batch (same partition and write id) sent again within ten minutes, after a reply was lost, answers
     * {@code Written} as the first did and changes nothing, whatever was written in between. A refused batch leaves no
     * trace, its write id included.
     */
    BatchOutcome write(Batch batch);
}
