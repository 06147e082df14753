package dev.landfall.controlplane.install;

import dev.landfall.controlplane.app.AppConfigs;
import dev.landfall.controlplane.app.Apps;
import dev.landfall.controlplane.http.PageRequest;
import dev.landfall.controlplane.org.Catalogue;
import dev.landfall.controlplane.org.CatalogueEntry;
import dev.landfall.controlplane.org.Name;
import dev.landfall.controlplane.org.Org;
import dev.landfall.controlplane.org.PoolNames;
import dev.landfall.controlplane.records.Document;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.records.RecordQuery;
import dev.landfall.controlplane.records.Write;
import dev.landfall.controlplane.secret.SecretStore;
import dev.landfall.controlplane.stack.InstallStack;
import dev.landfall.controlplane.time.Ids;
import dev.landfall.controlplane.timer.DueIndex;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.InstallId;
import dev.landfall.protocol.id.OrgId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The installs of an org. Storing one deploys nothing. Thread-safe. */
public final class Installs {

    private static final Pattern ID = Pattern.compile(Install.ID_PREFIX + "_[0-9a-z]{16}");

    private final Documents documents;
    private final Catalogue names;
    private final Apps apps;
    private final AppConfigs configs;
    private final InputCheck inputs;
    private final PoolNames pools;
    private final DueIndex due;
    private final InstantSource clock;
    private final Ids ids;

    public Installs(
            Documents documents,
            Catalogue names,
            Apps apps,
            AppConfigs configs,
            SecretStore secrets,
            PoolNames pools,
            DueIndex due,
            InstantSource clock,
            Ids ids) {
        this.documents = documents;
        this.names = names;
        this.apps = apps;
        this.configs = configs;
        this.inputs = new InputCheck(secrets);
        this.pools = pools;
        this.due = due;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Makes an install that pins the newest config of its app.
     *
     * @throws LandfallException INVALID for a name, inputs or an account that cannot be; NOT_FOUND for app or pool; CONFLICT when the name
     *     is in use, or the app has no config yet
     */
    public Install create(Org org, NewInstall wanted) {
        var name = Name.require(wanted.name(), "install");
        var app = apps.require(org.id(), Objects.requireNonNullElse(wanted.app(), ""))
                .value();
        if (app.latestVersion() == 0) {
            throw LandfallException.conflict("The app '" + app.name() + "' has no config yet; sync one first.");
        }
        var config = configs.load(app.id(), app.latestVersion()).config();
        var given = Objects.requireNonNullElse(wanted.inputs(), Map.<String, JsonNode>of());
        InputCheck.require(config, given);
        var stack = wanted.account() == null ? null : InstallStack.pinnedTo(wanted.account());
        var id = new InstallId(ids.next(Install.ID_PREFIX));
        var pool = pools.require(org.id(), wanted.pool());
        var now = clock.instant();
        names.reserve(
                org.id(),
                new CatalogueEntry(id.value(), name, app.id().value(), now),
                known -> find(new InstallId(known)).isPresent());
        var install = new Install(
                id,
                org.id(),
                org.name(),
                name,
                app.id(),
                app.name(),
                app.latestVersion(),
                inputs.kept(id, config, given),
                Objects.requireNonNullElse(wanted.approval(), ApprovalOption.PROMPT),
                pool,
                InstallStatus.CREATED,
                now,
                null);
        var writes = new ArrayList<>(List.of(Documents.put(Install.SORT, install, Precondition.absent())));
        if (stack != null) {
            writes.add(Documents.put(InstallStack.SORT, stack, Precondition.absent()));
        }
        documents.require(id.value(), writes.toArray(Write[]::new));
        return install;
    }

    /** The install with an id, of whichever org. */
    public Optional<Install> find(InstallId id) {
        return documents
                .find(id.value(), Install.SORT, Install.class)
                .map(Document::value)
                .filter(install -> install.deletedAt() == null);
    }

    /**
     * @throws LandfallException NOT_FOUND when the org has no such install
     */
    public Install require(OrgId org, String idOrName) {
        return lookUp(org, idOrName)
                .orElseThrow(() -> LandfallException.notFound("There is no install '" + idOrName + "' in this org."));
    }

    Optional<Install> lookUp(OrgId org, String idOrName) {
        var id = ID.matcher(idOrName).matches()
                ? Optional.of(idOrName)
                : names.find(org, Name.require(idOrName, "install")).map(CatalogueEntry::id);
        return id.flatMap(known -> find(new InstallId(known)))
                .filter(install -> install.org().equals(org));
    }

    /** A page of installs by name, of all apps or of one. */
    public Catalogue.Page page(OrgId org, PageRequest page, Optional<String> app) {
        return names.page(
                org,
                page,
                app.map(wanted -> apps.require(org, wanted).value().id().value()));
    }

    /**
     * Changes what is stored; nothing is deployed. Schedules of another config are looked at within minutes.
     *
     * @throws LandfallException INVALID when the inputs do not fit; NOT_FOUND for a config version
     */
    public Install change(OrgId org, String idOrName, InstallChange wanted) {
        var install = require(org, idOrName);
        due.ensure(install.id().value(), clock.instant());
        return update(install, current -> changed(current, wanted));
    }

    /**
     * Ends an install: its name is free again.
     *
     * @throws LandfallException CONFLICT while something of it is deployed
     */
    public void delete(OrgId org, String idOrName) {
        var install = require(org, idOrName);
        update(install, current -> {
            boolean gone = switch (current.status()) {
                case CREATED, DEPROVISIONED -> true;
                case ACTIVE, ERROR ->
                    parts(current.id()).values().stream()
                            .allMatch(state -> state.status() == PartState.Status.DEPROVISIONED);
            };
            if (!gone) {
                throw LandfallException.conflict("The install '" + current.name()
                        + "' is deployed; deprovision it first (landfall install deprovision).");
            }
            return current.deleted(clock.instant());
        });
        names.release(org, install.name());
    }

    /** What is deployed of an install, and what its actions put out, by part. */
    Map<Part, PartState> parts(InstallId id) {
        var states = new HashMap<Part, PartState>();
        documents
                .list(RecordQuery.prefix(id.value(), PartState.SORT_PREFIX, RecordQuery.MAX_LIMIT), PartState.class)
                .forEach(found -> states.put(Part.parse(found.value().part()), found.value()));
        return states;
    }

    private Install changed(Install install, InstallChange wanted) {
        int version = Objects.requireNonNullElse(wanted.configVersion(), install.configVersion());
        var config = configs.load(install.app(), version).config();
        var merged = new TreeMap<>(install.inputs());
        merged.putAll(Objects.requireNonNullElse(wanted.inputs(), Map.of()));
        InputCheck.require(config, merged);
        return install.with(
                version,
                inputs.kept(install.id(), config, merged),
                Objects.requireNonNullElse(wanted.approval(), install.approval()));
    }

    private Install update(Install install, UnaryOperator<Install> change) {
        return documents
                .update(install.id().value(), Install.SORT, Install.class, change)
                .orElseThrow(() -> LandfallException.notFound("The install is gone."));
    }
}
