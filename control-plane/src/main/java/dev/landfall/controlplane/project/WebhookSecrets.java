package dev.landfall.controlplane.project;

import dev.landfall.controlplane.secret.SecretStore;
import dev.landfall.controlplane.time.Ids;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.ProjectId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The secrets that a project's webhooks are signed with: several live ones, so that they can be rotated. */
public final class WebhookSecrets {

    /** Most secrets of a project that are valid at once. */
    public static final int MAX_LIVE = 5;

    private final SecretStore store;
    private final InstantSource clock;
    private final Ids ids;

    WebhookSecrets(SecretStore store, InstantSource clock, Ids ids) {
        this.store = store;
        this.clock = clock;
        this.ids = ids;
    }

    /** A secret that was just made. */
    public record Made(Project.WebhookSecret kept, String value) {

        @Override
        public String toString() {
            return "Made[" + kept + "]";
        }
    }

    Made make() {
        return new Made(new Project.WebhookSecret(ids.next("whs"), clock.instant()), ids.secret());
    }

    void store(ProjectId project, Made secret) {
        store.put(Project.webhookSecretPath(project), secret.kept().id(), secret.value());
    }

    void forget(ProjectId project, String secretId) {
        store.delete(Project.webhookSecretPath(project), secretId);
    }

    List<String> values(Project project) {
        return project.webhookSecrets().stream()
                .flatMap(secret -> store.find(Project.webhookSecretPath(project.id()), secret.id()).stream())
                .toList();
    }

    static List<Project.WebhookSecret> with(Project project, Made secret) {
        if (project.webhookSecrets().size() >= MAX_LIVE) {
            throw LandfallException.limit(
                    "A project has at most " + MAX_LIVE + " webhook secrets; delete one that is not in use any more.");
        }
        var all = new ArrayList<>(project.webhookSecrets());
        all.add(secret.kept());
        return all;
    }

    static List<Project.WebhookSecret> without(Project project, String secretId) {
        var left = project.webhookSecrets().stream()
                .filter(secret -> !secret.id().equals(secretId))
                .toList();
        if (left.size() == project.webhookSecrets().size()) {
            throw LandfallException.notFound("The project has no webhook secret with that id.");
        }
        if (left.isEmpty()) {
            throw LandfallException.conflict(
                    "That is the project's last webhook secret; make another one and give it to the repository first.");
        }
        return left;
    }
}
