package dev.landfall.cli.action;

import dev.landfall.cli.invocation.Group;
import dev.landfall.cli.invocation.Invocation;
import picocli.CommandLine;

/** {@code landfall action …}. */
public final class ActionCommands {

    private ActionCommands() {}

    public static CommandLine of(String name, String summary, Invocation invocation) {
        return Group.of(name, summary, new ActionList(invocation), new ActionRun(invocation));
    }
}
