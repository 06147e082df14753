package dev.landfall.cli.token;

import dev.landfall.cli.invocation.Group;
import dev.landfall.cli.invocation.Invocation;
import picocli.CommandLine;

/** {@code landfall token …}. */
public final class TokenCommands {

    private TokenCommands() {}

    public static CommandLine of(String name, String summary, Invocation invocation) {
        return Group.of(
                name, summary, new TokenCreate(invocation), new TokenList(invocation), new TokenRevoke(invocation));
    }
}
