package dev.landfall.controlplane.org;

import dev.landfall.controlplane.records.Document;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.records.RecordQuery;
import dev.landfall.controlplane.time.Ids;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.OrgId;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The orgs of a store. The list of all is read at start and by sweeps only. Thread-safe. */
public final class Orgs {

    /** Most orgs that {@link #list} answers. */
    static final int MAX_LISTED = 1000;

    private static final String CATALOGUE = "landfall";
    private static final String ENTRY_PREFIX = "org.";

    private final Documents documents;
    private final InstantSource clock;
    private final Ids ids;

    public Orgs(Documents documents, InstantSource clock, Ids ids) {
        this.documents = documents;
        this.clock = clock;
        this.ids = ids;
    }

    /** Makes an org; {@link #list} knows it from {@link #enter} on. */
    public Org create(String name) {
        var org = new Org(new OrgId(ids.next("org")), Name.require(name, "org"), clock.instant());
        documents.require(org.id().value(), Documents.put(Org.SORT, org, Precondition.absent()));
        return org;
    }

    /** Puts an org into the list of all: the last thing that is done when one is made. */
    public void enter(Org org) {
        documents.require(CATALOGUE, Documents.put(ENTRY_PREFIX + org.id().value(), org, Precondition.none()));
    }

    public Optional<Org> find(OrgId id) {
        return documents.find(id.value(), Org.SORT, Org.class).map(Document::value);
    }

    /**
     * @throws LandfallException NOT_FOUND
     */
    public Org require(OrgId id) {
        return find(id).orElseThrow(() -> LandfallException.notFound("There is no org " + id + "."));
    }

    /** All orgs, the oldest first. */
    public List<Org> list() {
        return documents.list(RecordQuery.prefix(CATALOGUE, ENTRY_PREFIX, MAX_LISTED), Org.class).stream()
                .map(Document::value)
                .toList();
    }
}
