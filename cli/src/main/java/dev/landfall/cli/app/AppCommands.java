package dev.landfall.cli.app;

import dev.landfall.cli.invocation.Group;
import dev.landfall.cli.invocation.Invocation;
import picocli.CommandLine;

/** {@code landfall app …}. */
public final class AppCommands {

    private AppCommands() {}

    public static CommandLine of(String name, String summary, Invocation invocation) {
        return Group.of(
                name,
                summary,
                new AppValidate(invocation),
                new AppSync(invocation),
                new AppList(invocation),
                new AppShow(invocation));
    }
}
