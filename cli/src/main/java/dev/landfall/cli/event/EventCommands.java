package dev.landfall.cli.event;

import dev.landfall.cli.invocation.Group;
import dev.landfall.cli.invocation.Invocation;
import picocli.CommandLine;

/** {@code landfall events …}. */
public final class EventCommands {

    private EventCommands() {}

    public static CommandLine of(String name, String summary, Invocation invocation) {
        return Group.of(name, summary, invocation)
                .command("list", () -> new EventList(invocation))
                .command("redeliver", () -> new EventRedeliver(invocation))
                .commandLine();
    }
}
