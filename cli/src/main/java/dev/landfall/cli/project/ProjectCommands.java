package dev.landfall.cli.project;

import dev.landfall.cli.invocation.Group;
import dev.landfall.cli.invocation.Invocation;
import picocli.CommandLine;

/** {@code landfall project …}. */
public final class ProjectCommands {

    private ProjectCommands() {}

    public static CommandLine of(String name, String summary, Invocation invocation) {
        return Group.of(
                name,
                summary,
                new ProjectCreate(invocation),
                new ProjectList(invocation),
                new ProjectShow(invocation),
                new ProjectUpdate(invocation),
                new ProjectDelete(invocation),
                new ProjectRun(invocation),
                Group.of(
                        "webhook-secret",
                        "Secrets that sign the webhooks of a project; several are valid at once, for rotation.",
                        new WebhookSecretCreate(invocation),
                        new WebhookSecretList(invocation),
                        new WebhookSecretDelete(invocation)));
    }
}
