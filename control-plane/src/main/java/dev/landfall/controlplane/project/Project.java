package dev.landfall.controlplane.project;

import dev.landfall.controlplane.secretaccess.SecretScope;
import dev.landfall.formats.ci.PathFilter;
import dev.landfall.protocol.id.OrgId;
import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.id.ProjectId;
import dev.landfall.protocol.job.GitCredentials;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A CI project, kept in its own partition under {@value #SORT}.
 *
 * @param repository address for git, without credentials
 * @param identity the same for all addresses of the repository
 * @param events generic names of the events that start jobs
 * @param branches globs; empty = every branch
 * @param paths which changed files start jobs
 * @param secretPaths prefixes below the org that its jobs may refer to
 * @param gitCredentials relative to the org
 * @param webhookSecrets the ones that a signature may be made with, the oldest first
 */
public record Project(
        ProjectId id,
        OrgId org,
        String name,
        String repository,
        String identity,
        List<String> events,
        List<String> branches,
        PathFilter paths,
        PoolId pool,
        List<String> secretPaths,
        @Nullable GitCredentials gitCredentials,
        List<WebhookSecret> webhookSecrets,
        Instant createdAt,
        @Nullable Instant deletedAt) {

    public static final String SORT = "project";

    /** A webhook secret's name; its value is in the secret store. */
    public record WebhookSecret(String id, Instant createdAt) {}

    public Project {
        events = List.copyOf(events);
        branches = List.copyOf(branches);
        secretPaths = List.copyOf(secretPaths);
        webhookSecrets = List.copyOf(webhookSecrets);
    }

    /** What its jobs may refer to. */
    public SecretScope secretScope() {
        return new SecretScope(org, "project '" + name + "'", Optional.empty(), secretPaths);
    }

    /** Where the secret store keeps the values of its webhook secrets. */
    public static String webhookSecretPath(ProjectId id) {
        return id.value() + "/webhook";
    }

    Project withWebhookSecrets(List<WebhookSecret> secrets) {
        return new Project(
                id,
                org,
                name,
                repository,
                identity,
                events,
                branches,
                paths,
                pool,
                secretPaths,
                gitCredentials,
                secrets,
                createdAt,
                deletedAt);
    }

    Project deleted(Instant at) {
        return new Project(
                id,
                org,
                name,
                repository,
                identity,
                events,
                branches,
                paths,
                pool,
                secretPaths,
                gitCredentials,
                List.of(),
                createdAt,
                at);
    }
}
