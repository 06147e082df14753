package dev.landfall.cli.install;

import dev.landfall.cli.invocation.Group;
import dev.landfall.cli.invocation.Invocation;
import picocli.CommandLine;

/** {@code landfall install state …}: the Terraform states that the control plane keeps for an install. */
final class InstallStates {

    private InstallStates() {}

    static CommandLine of(Invocation invocation) {
        return Group.of(
                        "state",
                        "Terraform states of an install: locks, versions, a lock that nobody holds any more.",
                        invocation)
                .command("list", () -> new StateList(invocation))
                .command("versions", () -> new StateVersions(invocation))
                .command("force-unlock", () -> new StateUnlock(invocation))
                .commandLine();
    }
}
