package dev.landfall.cli.invocation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A command that only holds others, such as {@code landfall job}. When the arguments name some of its commands, only those
 * are built: reading the annotations of a command takes longer than running many of them.
 */
public final class Group {

    private final String name;
    private final String summary;
    private final Invocation invocation;
    private final Map<String, Supplier<Object>> commands = new LinkedHashMap<>();

    private Group(String name, String summary, Invocation invocation) {
        this.name = name;
        this.summary = summary;
        this.invocation = invocation;
    }

    public static Group of(String name, String summary, Invocation invocation) {
        return new Group(name, summary, invocation);
    }

    /**
     * @param title the command's name
     * @param command makes an annotated command, or the {@link CommandLine} of a group
     */
    public Group command(String title, Supplier<Object> command) {
        commands.put(title, command);
        return this;
    }

    public CommandLine commandLine() {
        var spec = CommandSpec.create().name(name);
        spec.usageMessage().description(summary).synopsisSubcommandLabel("COMMAND");
        var line = new CommandLine(spec);
        var named = commands.keySet().stream().anyMatch(invocation::mentions);
        commands.forEach((title, command) -> {
            if (!named || invocation.mentions(title)) {
                line.addSubcommand(title, line(command.get()));
            }
        });
        return line;
    }

    private static CommandLine line(Object command) {
        return command instanceof CommandLine group ? group : new CommandLine(command);
    }
}
