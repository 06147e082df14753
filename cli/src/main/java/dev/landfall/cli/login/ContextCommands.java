package dev.landfall.cli.login;

import dev.landfall.cli.invocation.Group;
import dev.landfall.cli.invocation.Invocation;
import picocli.CommandLine;

/** {@code landfall context …}. */
public final class ContextCommands {

    private ContextCommands() {}

    public static CommandLine of(String name, String summary, Invocation invocation) {
        return Group.of(name, summary, invocation)
                .command("list", () -> new ContextList(invocation))
                .command("use", () -> new ContextUse(invocation))
                .commandLine();
    }
}
