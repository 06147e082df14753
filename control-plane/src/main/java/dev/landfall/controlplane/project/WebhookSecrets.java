package dev.landfall.controlplane.project;

import dev.landfall.controlplane.secret.SecretStore;
import dev.landfall.controlplane.time.Ids;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.ProjectId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The secrets that a project's webhooks are signed with: several live ones, so that they can be rotated. */
public final class WebhookSecrets {

    /** Most secrets of a project that are valid at once. */
    public static final int MAX_LIVE = 5;

    /**
     * For so long a value is not read again: each read is a paid request in the way of an answer. Which secrets count is in the
     * project's record, and the value of one never changes.
     */
    private static final Duration REMEMBERED = Duration.ofMinutes(5);

    private static final int MAX_REMEMBERED = 1_000;

    private final SecretStore store;
    private final InstantSource clock;
    private final Ids ids;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

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
                .flatMap(secret -> value(project.id(), secret.id()).stream())
                .toList();
    }

    private Optional<String> value(ProjectId project, String secretId) {
        var now = clock.instant();
        var path = Project.webhookSecretPath(project);
        var remembered = known.get(path + "/" + secretId);
        if (remembered != null && remembered.readAt().plus(REMEMBERED).isAfter(now)) {
            return Optional.of(remembered.value());
        }
        var read = store.find(path, secretId);
        if (known.size() >= MAX_REMEMBERED) {
            known.clear();
        }
        read.ifPresent(value -> known.put(path + "/" + secretId, new Known(value, now)));
        return read;
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

    private record Known(String value, Instant readAt) {

        @Override
        public String toString() {
            return "Known[" + readAt + "]";
        }
    }
}
