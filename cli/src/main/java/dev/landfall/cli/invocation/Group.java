package dev.landfall.cli.invocation;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** A command that only holds others, such as {@code landfall job}. */
public final class Group {

    private Group() {}

    /**
     * @param commands annotated commands, or groups
     */
    public static CommandLine of(String name, String summary, Object... commands) {
        var spec = CommandSpec.create().name(name);
        spec.usageMessage().description(summary).synopsisSubcommandLabel("COMMAND");
        var all = new CommandLine(spec);
        for (var command : commands) {
            var line = command instanceof CommandLine group ? group : new CommandLine(command);
            all.addSubcommand(line.getCommandName(), line);
        }
        return all;
    }
}
