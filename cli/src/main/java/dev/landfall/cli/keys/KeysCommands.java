package dev.landfall.cli.keys;

import dev.landfall.cli.invocation.Group;
import dev.landfall.cli.invocation.Invocation;
import picocli.CommandLine;

/** {@code landfall keys …}. */
public final class KeysCommands {

    private KeysCommands() {}

    public static CommandLine of(String name, String summary, Invocation invocation) {
        return Group.of(name, summary, invocation)
                .command("root", () -> new KeysRoot(invocation))
                .command("certify", () -> new KeysCertify(invocation))
                .command("list", () -> new KeysList(invocation))
                .command("rotate", () -> new KeysRotate(invocation))
                .commandLine();
    }
}
