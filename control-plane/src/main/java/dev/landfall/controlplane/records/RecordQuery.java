package dev.landfall.controlplane.records;

import dev.landfall.protocol.error.LandfallException;
import java.util.Optional;

/**
 * A page to read.
 *
 * @param sortPrefix every answered sort key starts with it; may be empty
 * @param after only sort keys greater than this one, to go on after a page; empty for the first
 * @param limit most documents to answer, 1 to {@value #MAX_LIMIT}
 */
public record RecordQuery(String partition, String sortPrefix, Optional<String> after, int limit) {

    /** Most documents in a page. */
    public static final int MAX_LIMIT = 1000;

    public RecordQuery {
        RecordKey.require(partition, "partition");
        if (limit < 1 || limit > MAX_LIMIT) {
            throw LandfallException.invalid("A page has 1 to " + MAX_LIMIT + " records, not " + limit + ".");
        }
    }

    public static RecordQuery prefix(String partition, String sortPrefix, int limit) {
        return new RecordQuery(partition, sortPrefix, Optional.empty(), limit);
    }

    public RecordQuery after(String sort) {
        return new RecordQuery(partition, sortPrefix, Optional.of(sort), limit);
    }
}
