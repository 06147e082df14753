package dev.landfall.cli.pool;

import dev.landfall.cli.invocation.Group;
import dev.landfall.cli.invocation.Invocation;
import picocli.CommandLine;

/** {@code landfall pool …}. */
public final class PoolCommands {

    private PoolCommands() {}

    public static CommandLine of(String name, String summary, Invocation invocation) {
        return Group.of(
                name,
                summary,
                new PoolCreate(invocation),
                new PoolList(invocation),
                new PoolShow(invocation),
                new PoolEnrol(invocation));
    }
}
