package dev.landfall.cli.token;

import dev.landfall.cli.invocation.Group;
import dev.landfall.cli.invocation.Invocation;
import picocli.CommandLine;

/** {@code landfall token …}. */
public final class TokenCommands {

    private TokenCommands() {}

    public static CommandLine of(String name, String summary, Invocation invocation) {
        return Group.of(name, summary, invocation)
                .command("create", () -> new TokenCreate(invocation))
                .command("list", () -> new TokenList(invocation))
                .command("revoke", () -> new TokenRevoke(invocation))
                .commandLine();
    }
}
