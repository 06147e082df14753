package dev.landfall.controlplane.audit;

import dev.landfall.controlplane.records.Document;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.records.RecordQuery;
import java.util.ArrayList;
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
                .flatMap(path -> entries(partition, Trail.PREFIX + path, limit).stream())
                .map(Document::value)
                .flatMap(entry -> entry.transitions().stream())
                .sorted(CausalOrder.comparator())
                .toList();
    }

    private List<Document<Trail.Entry>> entries(String partition, String prefix, int limit) {
        var found = new ArrayList<Document<Trail.Entry>>();
        var query = RecordQuery.prefix(partition, prefix, Math.min(limit, RecordQuery.MAX_LIMIT));
        var page = documents.list(query, Trail.Entry.class);
        found.addAll(page);
        while (page.size() == query.limit() && found.size() < limit) {
            page = documents.list(query.after(page.getLast().key().sort()), Trail.Entry.class);
            found.addAll(page);
        }
        return found;
    }
}
