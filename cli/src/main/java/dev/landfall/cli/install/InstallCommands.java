package dev.landfall.cli.install;

import dev.landfall.cli.invocation.Group;
import dev.landfall.cli.invocation.Invocation;
import picocli.CommandLine;

/** {@code landfall install …}. */
public final class InstallCommands {

    private InstallCommands() {}

    public static CommandLine of(String name, String summary, Invocation invocation) {
        return Group.of(name, summary, invocation)
                .command("create", () -> new InstallCreate(invocation))
                .command("list", () -> new InstallList(invocation))
                .command("show", () -> new InstallShow(invocation))
                .command("update", () -> new InstallUpdate(invocation))
                .command("plan", () -> new InstallPlan(invocation))
                .command("deploy", () -> new InstallDeploy(invocation))
                .command("deprovision", () -> new InstallDeprovision(invocation))
                .command("delete", () -> new InstallDelete(invocation))
                .command("roles", () -> new InstallRoles(invocation))
                .command("state", () -> InstallStates.of(invocation))
                .commandLine();
    }
}
