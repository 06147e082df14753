package dev.landfall.cli.invocation;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** A command that only holds others, such as {@code landfall job}. */
public final class Group {

    private Group() {}

    /**
     * @param commands annotated commands
     */
    public static CommandLine of(String name, String summary, Object... commands) {
        var spec = CommandSpec.create().name(name);
        spec.usageMessage().description(summary).synopsisSubcommandLabel("COMMAND");
        var group = new CommandLine(spec);
        for (var command : commands) {
            var line = new CommandLine(command);
            group.addSubcommand(line.getCommandName(), line);
        }
        return group;
    }
}
