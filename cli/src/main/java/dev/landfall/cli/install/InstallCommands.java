package dev.landfall.cli.install;

import dev.landfall.cli.invocation.Group;
import dev.landfall.cli.invocation.Invocation;
import picocli.CommandLine;

/** {@code landfall install …}. */
public final class InstallCommands {

    private InstallCommands() {}

    public static CommandLine of(String name, String summary, Invocation invocation) {
        return Group.of(
                name,
                summary,
                new InstallCreate(invocation),
                new InstallList(invocation),
                new InstallShow(invocation),
                new InstallUpdate(invocation),
                new InstallPlan(invocation),
                new InstallDeploy(invocation),
                new InstallDeprovision(invocation),
                new InstallDelete(invocation),
                InstallStates.of(invocation));
    }
}
