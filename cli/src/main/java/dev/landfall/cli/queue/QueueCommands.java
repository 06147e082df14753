package dev.landfall.cli.queue;

import dev.landfall.cli.invocation.Group;
import dev.landfall.cli.invocation.Invocation;
import picocli.CommandLine;

/** {@code landfall queue …}. */
public final class QueueCommands {

    private QueueCommands() {}

    public static CommandLine of(String name, String summary, Invocation invocation) {
        return Group.of(name, summary, invocation)
                .command("dead-letters", () -> new DeadLetters(invocation))
                .command("redrive", () -> new Redrive(invocation))
                .commandLine();
    }
}
