package dev.landfall.cli.secret;

import dev.landfall.cli.invocation.Group;
import dev.landfall.cli.invocation.Invocation;
import picocli.CommandLine;

/** {@code landfall secret …}. */
public final class SecretCommands {

    private SecretCommands() {}

    public static CommandLine of(String name, String summary, Invocation invocation) {
        return Group.of(
                name, summary, new SecretSet(invocation), new SecretList(invocation), new SecretRemove(invocation));
    }
}
