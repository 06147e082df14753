package dev.landfall.controlplane.audit;

import dev.landfall.controlplane.records.Document;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.records.RecordQuery;
import java.util.List;
import java.util.stream.Stream;

/** Reads what {@link Trail} wrote. Thread-safe. */
public final class Transitions {
    private final Documents documents;

    public Transitions(Documents documents) {
        this.documents = documents;
    }

    /**
     * Transitions whose path starts so, merged and in the order in which they happened.
     *
     * @param limit most records to read for each path
     */
    public List<Transition> below(String partition, int limit, String... pathPrefixes) {
        return Stream.of(pathPrefixes)
                .flatMap(path ->
                        documents
                                .list(RecordQuery.prefix(partition, Trail.PREFIX + path, limit), Trail.Entry.class)
                                .stream())
                .map(Document::value)
                .flatMap(entry -> entry.transitions().stream())
                .sorted(CausalOrder.comparator())
                .toList();
    }
}
