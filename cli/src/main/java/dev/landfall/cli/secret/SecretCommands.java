package dev.landfall.cli.secret;

import dev.landfall.cli.invocation.Group;
import dev.landfall.cli.invocation.Invocation;
import picocli.CommandLine;

/** {@code landfall secret …}. */
public final class SecretCommands {

    private SecretCommands() {}

    public static CommandLine of(String name, String summary, Invocation invocation) {
        return Group.of(name, summary, invocation)
                .command("set", () -> new SecretSet(invocation))
                .command("list", () -> new SecretList(invocation))
                .command("rm", () -> new SecretRemove(invocation))
                .commandLine();
    }
}
