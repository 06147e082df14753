package dev.landfall.cli.action;

import dev.landfall.cli.invocation.Group;
import dev.landfall.cli.invocation.Invocation;
import picocli.CommandLine;

/** {@code landfall action …}. */
public final class ActionCommands {

    private ActionCommands() {}

    public static CommandLine of(String name, String summary, Invocation invocation) {
        return Group.of(name, summary, invocation)
                .command("list", () -> new ActionList(invocation))
                .command("run", () -> new ActionRun(invocation))
                .commandLine();
    }
}
