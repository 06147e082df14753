package dev.landfall.controlplane.org;

import dev.landfall.controlplane.http.PageRequest;
import dev.landfall.controlplane.records.BatchOutcome;
import dev.landfall.controlplane.records.Document;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.records.RecordPage;
import dev.landfall.controlplane.records.RecordQuery;
import dev.landfall.controlplane.records.Records;
import dev.landfall.controlplane.records.Write;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.OrgId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The names of one kind of thing in an org: who has which, and in which order a list shows them. The thing itself is in
 * a partition of its own and is the truth; an entry whose thing was never written is taken over after a minute.
 */
public final class Catalogue {

    private static final Duration ABANDONED_AFTER = Duration.ofMinutes(1);

    private final Records records;
    private final Documents documents;
    private final String kind;

    /** @param kind such as {@code app}; entries are {@code name.<kind>.<name>} in the org's partition */
    public Catalogue(Records records, Documents documents, String kind) {
        this.records = records;
        this.documents = documents;
        this.kind = kind;
    }

    /** A page of entries by name. */
    public record Page(
            List<CatalogueEntry> entries, @Nullable String position) {

        public Page {
            entries = List.copyOf(entries);
        }
    }

    /**
     * Takes a name before the thing itself is written.
     *
     * @param exists whether the thing with an id was written
     * @throws LandfallException CONFLICT when the name is in use
     */
    public void reserve(OrgId org, CatalogueEntry wanted, Predicate<String> exists) {
        var entry = Documents.put(sort(wanted.name()), wanted, Precondition.absent());
        if (documents.write(org.value(), entry) instanceof BatchOutcome.Written) {
            return;
        }
        var holder = documents.find(org.value(), sort(wanted.name()), CatalogueEntry.class);
        if (holder.isEmpty() || !abandoned(holder.get().value(), wanted.createdAt(), exists)) {
            throw inUse(wanted.name());
        }
        var takeOver = Documents.put(sort(wanted.name()), wanted, holder.get().unchanged());
        if (documents.write(org.value(), takeOver) instanceof BatchOutcome.Refused) {
            throw inUse(wanted.name());
        }
    }

    public Optional<CatalogueEntry> find(OrgId org, String name) {
        return documents.find(org.value(), sort(name), CatalogueEntry.class).map(Document::value);
    }

    /** Frees a name. */
    public void release(OrgId org, String name) {
        documents.write(org.value(), new Write.Delete(sort(name), Precondition.none()));
    }

    /** A page by name, of all or of those of a parent. */
    public Page page(OrgId org, PageRequest page, Optional<String> parent) {
        var found = new ArrayList<CatalogueEntry>();
        var after = page.after().map(this::sort);
        RecordPage read;
        do {
            read = records.list(new RecordQuery(org.value(), sort(""), after, page.limit()));
            for (var stored : read.records()) {
                var entry = Documents.read(stored, CatalogueEntry.class).value();
                if (parent.isEmpty() || parent.get().equals(entry.parent())) {
                    found.add(entry);
                }
                if (found.size() == page.limit()) {
                    return new Page(found, entry.name());
                }
            }
            after = read.records().isEmpty()
                    ? after
                    : Optional.of(read.records().getLast().key().sort());
        } while (read.more() && !read.records().isEmpty());
        return new Page(found, null);
    }

    private static boolean abandoned(CatalogueEntry holder, Instant now, Predicate<String> exists) {
        return holder.createdAt().plus(ABANDONED_AFTER).isBefore(now) && !exists.test(holder.id());
    }

    private LandfallException inUse(String name) {
        return LandfallException.conflict("There is already " + article() + kind + " named '" + name
                + "'; choose another name or change that one.");
    }

    private String article() {
        return "aeiou".indexOf(kind.charAt(0)) >= 0 ? "an " : "a ";
    }

    private String sort(String name) {
        return "name." + kind + "." + name;
    }
}
