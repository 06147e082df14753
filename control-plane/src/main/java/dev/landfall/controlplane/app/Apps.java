package dev.landfall.controlplane.app;

import dev.landfall.controlplane.http.PageRequest;
import dev.landfall.controlplane.org.Catalogue;
import dev.landfall.controlplane.org.CatalogueEntry;
import dev.landfall.controlplane.org.Name;
import dev.landfall.controlplane.records.Document;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.time.Ids;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.AppId;
import dev.landfall.protocol.id.OrgId;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The apps of an org. Thread-safe. */
public final class Apps {

    private static final Pattern ID = Pattern.compile(App.ID_PREFIX + "_[0-9a-z]{16}");

    private final Documents documents;
    private final Catalogue names;
    private final InstantSource clock;
    private final Ids ids;

    public Apps(Documents documents, Catalogue names, InstantSource clock, Ids ids) {
        this.documents = documents;
        this.names = names;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * @throws LandfallException INVALID for a name that cannot be; CONFLICT when it is in use
     */
    public App create(OrgId org, @Nullable String wantedName) {
        var name = Name.require(wantedName, "app");
        var app = new App(new AppId(ids.next(App.ID_PREFIX)), org, name, null, 0, null, clock.instant());
        names.reserve(
                org,
                new CatalogueEntry(app.id().value(), name, null, app.createdAt()),
                id -> find(new AppId(id)).isPresent());
        documents.require(app.id().value(), Documents.put(App.SORT, app, Precondition.absent()));
        return app;
    }

    /**
     * @throws LandfallException NOT_FOUND when the org has no such app
     */
    public Document<App> require(OrgId org, String idOrName) {
        return lookUp(org, idOrName)
                .orElseThrow(() -> LandfallException.notFound("There is no app '" + idOrName + "' in this org."));
    }

    Optional<Document<App>> lookUp(OrgId org, String idOrName) {
        var id = ID.matcher(idOrName).matches()
                ? Optional.of(idOrName)
                : names.find(org, Name.require(idOrName, "app")).map(CatalogueEntry::id);
        return id.flatMap(known -> find(new AppId(known)))
                .filter(app -> app.value().org().equals(org));
    }

    /** A page of apps by name. */
    public Catalogue.Page page(OrgId org, PageRequest page) {
        return names.page(org, page, Optional.empty());
    }

    private Optional<Document<App>> find(AppId id) {
        return documents.find(id.value(), App.SORT, App.class);
    }
}
