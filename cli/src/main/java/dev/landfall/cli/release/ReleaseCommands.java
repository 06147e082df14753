package dev.landfall.cli.release;

import dev.landfall.cli.invocation.Group;
import dev.landfall.cli.invocation.Invocation;
import picocli.CommandLine;

/** {@code landfall release …}. */
public final class ReleaseCommands {

    private ReleaseCommands() {}

    public static CommandLine of(String name, String summary, Invocation invocation) {
        return Group.of(name, summary, invocation)
                .command("sign", () -> new ReleaseSign(invocation))
                .command("show", () -> new ReleaseShow(invocation))
                .commandLine();
    }
}
