package dev.landfall.cli.project;

import dev.landfall.cli.invocation.Group;
import dev.landfall.cli.invocation.Invocation;
import picocli.CommandLine;

/** {@code landfall project …}. */
public final class ProjectCommands {

    private ProjectCommands() {}

    public static CommandLine of(String name, String summary, Invocation invocation) {
        return Group.of(name, summary, invocation)
                .command("create", () -> new ProjectCreate(invocation))
                .command("list", () -> new ProjectList(invocation))
                .command("show", () -> new ProjectShow(invocation))
                .command("update", () -> new ProjectUpdate(invocation))
                .command("delete", () -> new ProjectDelete(invocation))
                .command("roles", () -> new ProjectRoles(invocation))
                .command("run", () -> new ProjectRun(invocation))
                .command(
                        "webhook-secret",
                        () -> Group.of(
                                        "webhook-secret",
                                        "Secrets that sign the webhooks of a project; several are valid at once, for rotation.",
                                        invocation)
                                .command("create", () -> new WebhookSecretCreate(invocation))
                                .command("list", () -> new WebhookSecretList(invocation))
                                .command("delete", () -> new WebhookSecretDelete(invocation))
                                .commandLine())
                .commandLine();
    }
}
