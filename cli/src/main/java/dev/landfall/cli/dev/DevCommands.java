package dev.landfall.cli.dev;

import dev.landfall.cli.invocation.Invocation;
import picocli.CommandLine;

/** {@code landfall dev} and what belongs to its folder. */
public final class DevCommands {

    private DevCommands() {}

    public static CommandLine of(Invocation invocation) {
        return new CommandLine(new DevCommand(invocation))
                .addSubcommand(new DevBackup(invocation))
                .addSubcommand(new DevRestore(invocation));
    }
}
