package dev.landfall.controlplane.project;

import dev.landfall.controlplane.http.PageRequest;
import dev.landfall.controlplane.org.Catalogue;
import dev.landfall.controlplane.org.CatalogueEntry;
import dev.landfall.controlplane.org.Name;
import dev.landfall.controlplane.org.PoolNames;
import dev.landfall.controlplane.records.Document;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.secret.SecretStore;
import dev.landfall.controlplane.time.Ids;
import dev.landfall.formats.ci.PathFilter;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.OrgId;
import dev.landfall.protocol.id.ProjectId;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The projects of an org. Thread-safe. */
public final class Projects {

    static final String ID_PREFIX = "pr";

    private static final Pattern ID = Pattern.compile(ID_PREFIX + "_[0-9a-z]{16}");

    private final Documents documents;
    private final Catalogue names;
    private final WebhookSecrets webhookSecrets;
    private final PoolNames pools;
    private final InstantSource clock;
    private final Ids ids;

    public Projects(
            Documents documents, Catalogue names, SecretStore secrets, PoolNames pools, InstantSource clock, Ids ids) {
        this.documents = documents;
        this.names = names;
        this.webhookSecrets = new WebhookSecrets(secrets, clock, ids);
        this.pools = pools;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Makes a project with its first webhook secret, which is in this answer and nowhere else to read.
     *
     * @throws LandfallException INVALID for settings that cannot be; CONFLICT when the name is in use; NOT_FOUND when the
     *     pool is
     */
    public ProjectView create(OrgId org, ProjectSettings wanted) {
        var name = Name.require(wanted.name(), "project");
        var id = new ProjectId(ids.next(ID_PREFIX));
        var repository = RepositoryAddress.parse(wanted.repository());
        var secret = webhookSecrets.make();
        var project = new Project(
                id,
                org,
                name,
                repository.url(),
                repository.identity(),
                SettingsCheck.events(Objects.requireNonNullElse(wanted.events(), SettingsCheck.EVENTS)),
                SettingsCheck.globs(Objects.requireNonNullElse(wanted.branches(), List.of()), "branches"),
                wanted.paths() == null ? PathFilter.NONE : SettingsCheck.paths(wanted.paths()),
                pools.require(org, wanted.pool()),
                SettingsCheck.secretPaths(Objects.requireNonNullElse(wanted.secretPaths(), List.of(name))),
                SettingsCheck.credentials(wanted.gitCredentials(), repository),
                List.of(secret.kept()),
                clock.instant(),
                null);
        names.reserve(org, new CatalogueEntry(id.value(), name, null, project.createdAt()), this::written);
        webhookSecrets.store(id, secret);
        documents.require(id.value(), Documents.put(Project.SORT, project, Precondition.absent()));
        return ProjectView.of(project, secret.value());
    }

    /** The project with an id, of whichever org; for what carries its own proof, such as a signed webhook. */
    public Optional<Document<Project>> find(ProjectId id) {
        return documents
                .find(id.value(), Project.SORT, Project.class)
                .filter(found -> found.value().deletedAt() == null);
    }

    /**
     * @throws LandfallException NOT_FOUND when the org has no such project
     */
    public Project require(OrgId org, String idOrName) {
        return lookUp(org, idOrName)
                .orElseThrow(() -> LandfallException.notFound("There is no project '" + idOrName + "' in this org."));
    }

    Optional<Project> lookUp(OrgId org, String idOrName) {
        var id = ID.matcher(idOrName).matches()
                ? Optional.of(idOrName)
                : names.find(org, Name.require(idOrName, "project")).map(CatalogueEntry::id);
        return id.flatMap(known -> find(new ProjectId(known)))
                .map(Document::value)
                .filter(project -> project.org().equals(org));
    }

    /** A page of projects by name. */
    public Catalogue.Page page(OrgId org, PageRequest page) {
        return names.page(org, page, Optional.empty());
    }

    public ProjectView view(Project project) {
        return ProjectView.of(project, null);
    }

    /**
     * Changes what the settings name; the name itself stays.
     *
     * @throws LandfallException INVALID, NOT_FOUND or CONFLICT
     */
    public ProjectView change(OrgId org, String idOrName, ProjectSettings wanted) {
        var project = require(org, idOrName);
        if (wanted.name() != null && !wanted.name().equals(project.name())) {
            throw LandfallException.invalid("A project keeps its name; make a new project for another one.");
        }
        return ProjectView.of(update(project, current -> changed(current, wanted)), null);
    }

    /** Ends a project: its name is free again, its webhooks are refused. Workflows that run go on. */
    public void delete(OrgId org, String idOrName) {
        var project = require(org, idOrName);
        update(project, current -> current.deleted(clock.instant()));
        project.webhookSecrets().forEach(secret -> webhookSecrets.forget(project.id(), secret.id()));
        names.release(org, project.name());
    }

    /**
     * Makes a further webhook secret; the others stay valid.
     *
     * @throws LandfallException LIMIT when there are {@value WebhookSecrets#MAX_LIVE}
     */
    public WebhookSecrets.Made addWebhookSecret(OrgId org, String idOrName) {
        var project = require(org, idOrName);
        var secret = webhookSecrets.make();
        webhookSecrets.store(project.id(), secret);
        update(project, current -> current.withWebhookSecrets(WebhookSecrets.with(current, secret)));
        return secret;
    }

    /**
     * Ends a webhook secret: signatures made with it are refused from now on.
     *
     * @throws LandfallException NOT_FOUND; CONFLICT when it is the last one
     */
    public void deleteWebhookSecret(OrgId org, String idOrName, String secretId) {
        var project = require(org, idOrName);
        update(project, current -> current.withWebhookSecrets(WebhookSecrets.without(current, secretId)));
        webhookSecrets.forget(project.id(), secretId);
    }

    /** The values that a signature may be made with. */
    public List<String> webhookSecretValues(Project project) {
        return webhookSecrets.values(project);
    }

    private Project changed(Project current, ProjectSettings wanted) {
        var repository =
                RepositoryAddress.parse(wanted.repository() == null ? current.repository() : wanted.repository());
        return new Project(
                current.id(),
                current.org(),
                current.name(),
                repository.url(),
                repository.identity(),
                SettingsCheck.events(Objects.requireNonNullElse(wanted.events(), current.events())),
                SettingsCheck.globs(Objects.requireNonNullElse(wanted.branches(), current.branches()), "branches"),
                wanted.paths() == null ? current.paths() : SettingsCheck.paths(wanted.paths()),
                wanted.pool() == null ? current.pool() : pools.require(current.org(), wanted.pool()),
                SettingsCheck.secretPaths(Objects.requireNonNullElse(wanted.secretPaths(), current.secretPaths())),
                SettingsCheck.credentials(
                        wanted.gitCredentials() == null ? current.gitCredentials() : wanted.gitCredentials(),
                        repository),
                current.webhookSecrets(),
                current.createdAt(),
                null);
    }

    private Project update(Project project, UnaryOperator<Project> change) {
        return documents
                .update(project.id().value(), Project.SORT, Project.class, change)
                .orElseThrow(() -> LandfallException.notFound("The project is gone."));
    }

    private boolean written(String id) {
        return find(new ProjectId(id)).isPresent();
    }
}
