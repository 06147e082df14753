package dev.landfall.controlplane.project;

import dev.landfall.formats.ci.PathFilter;
import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.id.ProjectId;
import dev.landfall.protocol.job.GitCredentials;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A project as the API shows it. */
public record ProjectView(
        ProjectId id,
        String name,
        String repository,
        List<String> events,
        List<String> branches,
        PathFilter paths,
        PoolId pool,
        List<String> secretPaths,
        @Nullable GitCredentials gitCredentials,
        Instant createdAt,
        Webhook webhook) {

    /**
     * Where its repository sends events.
     *
     * @param secret only in the reply that made it
     */
    public record Webhook(String path, @Nullable String secret) {

        @Override
        public String toString() {
            return "Webhook[" + path + "]";
        }
    }

    static ProjectView of(Project project, @Nullable String secret) {
        return new ProjectView(
                project.id(),
                project.name(),
                project.repository(),
                project.events(),
                project.branches(),
                project.paths(),
                project.pool(),
                project.secretPaths(),
                project.gitCredentials(),
                project.createdAt(),
                new Webhook("/v1/webhooks/github/" + project.id(), secret));
    }
}
