package dev.landfall.cli.app;

import dev.landfall.cli.invocation.Group;
import dev.landfall.cli.invocation.Invocation;
import picocli.CommandLine;

/** {@code landfall app …}. */
public final class AppCommands {

    private AppCommands() {}

    public static CommandLine of(String name, String summary, Invocation invocation) {
        return Group.of(name, summary, invocation)
                .command("validate", () -> new AppValidate(invocation))
                .command("sync", () -> new AppSync(invocation))
                .command("pin", () -> new AppPin(invocation))
                .command("list", () -> new AppList(invocation))
                .command("show", () -> new AppShow(invocation))
                .command("diff", () -> new AppDiff(invocation))
                .command("schema", () -> new AppSchema(invocation))
                .commandLine();
    }
}
