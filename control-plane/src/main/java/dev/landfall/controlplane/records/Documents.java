package dev.landfall.controlplane.records;

import dev.landfall.controlplane.time.Ids;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** {@link Records} whose bodies are values, written and read as JSON. Thread-safe. */
public final class Documents {

    /** How often an update is tried again when somebody else was faster. */
    private static final int MAX_UPDATE_TRIES = 5;

    private final Records records;
    private final Ids ids;

    public Documents(Records records, Ids ids) {
        this.records = records;
        this.ids = ids;
    }

    public <T> Optional<Document<T>> find(String partition, String sort, Class<T> type) {
        return records.find(new RecordKey(partition, sort)).map(stored -> read(stored, type));
    }

    /** A page of values; {@code more} tells whether another follows. */
    public <T> List<Document<T>> list(RecordQuery query, Class<T> type) {
        return records.list(query).records().stream()
                .map(stored -> read(stored, type))
                .toList();
    }

    /** The write that creates or replaces a value. */
    public static Write put(String sort, Object value, Precondition precondition) {
        return new Write.Put(sort, Json.writeString(value), precondition);
    }

    /** Writes all or nothing. */
    public BatchOutcome write(String partition, Write... writes) {
        return write(partition, List.of(writes));
    }

    /** Writes all or nothing. */
    public BatchOutcome write(String partition, List<Write> writes) {
        return records.write(new Batch(partition, ids.next("wr"), writes));
    }

    /**
     * Writes, where a refusal can only mean that somebody else changed the same thing.
     *
     * @throws LandfallException CONFLICT when a precondition did not hold
     */
    public void require(String partition, Write... writes) {
        if (write(partition, writes) instanceof BatchOutcome.Refused refused) {
            throw LandfallException.conflict("Somebody else changed '" + refused.sort()
                    + "' in the same moment; look at it again and repeat the request.");
        }
    }

    /**
     * Changes a value by a function of its current one, again when somebody else was faster.
     *
     * @return the value as written; empty when there is none
     * @throws LandfallException CONFLICT when others were faster every time
     */
    public <T> Optional<T> update(String partition, String sort, Class<T> type, UnaryOperator<T> change) {
        for (int i = 0; i < MAX_UPDATE_TRIES; i++) {
            var found = find(partition, sort, type);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            T changed = change.apply(found.get().value());
            if (write(partition, put(sort, changed, found.get().unchanged())) instanceof BatchOutcome.Written) {
                return Optional.of(changed);
            }
        }
        throw LandfallException.conflict("'" + sort + "' is being changed by others all the time; repeat the request.");
    }

    /** Reads a stored body as its value. */
    public static <T> Document<T> read(StoredRecord stored, Class<T> type) {
        return new Document<>(stored.key(), Json.read(stored.body(), type), stored.version());
    }
}
