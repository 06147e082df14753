package dev.landfall.cli.pool;

import dev.landfall.cli.invocation.Group;
import dev.landfall.cli.invocation.Invocation;
import picocli.CommandLine;

/** {@code landfall pool …}. */
public final class PoolCommands {

    private PoolCommands() {}

    public static CommandLine of(String name, String summary, Invocation invocation) {
        return Group.of(name, summary, invocation)
                .command("create", () -> new PoolCreate(invocation))
                .command("list", () -> new PoolList(invocation))
                .command("show", () -> new PoolShow(invocation))
                .command("enrol", () -> new PoolEnrol(invocation))
                .command("trust", () -> new PoolTrust(invocation))
                .commandLine();
    }
}
