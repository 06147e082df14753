package dev.landfall.cli.stack;

import dev.landfall.cli.invocation.Group;
import dev.landfall.cli.invocation.Invocation;
import picocli.CommandLine;

/** {@code landfall stack …}. */
public final class StackCommands {

    private StackCommands() {}

    public static CommandLine of(String name, String summary, Invocation invocation) {
        return Group.of(name, summary, invocation)
                .command("render", () -> new StackRender(invocation))
                .command("link", () -> new StackLink(invocation))
                .command("show", () -> new StackShow(invocation))
                .command("confirm", () -> new StackConfirm(invocation))
                .commandLine();
    }
}
