package dev.landfall.cli;

import dev.landfall.cli.invocation.Invocation;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The root of the command tree. Only the areas that the arguments name are built, so that the time to start does not grow
 * with the number of commands; the help of the root shows the others by name and summary.
 */
final class Landfall {

    private Landfall() {}

    /** With the areas that the arguments name; without any, with the outlines of all. */
    static CommandLine commandLine(Invocation invocation) {
        var named = Stream.of(Area.values())
                .filter(area -> invocation.mentions(area.title()))
                .toList();
        return named.isEmpty()
                ? tree(invocation, List.of(Area.values()), Landfall::outline, true)
                : tree(invocation, named, area -> area.commandLine(invocation), true);
    }

    /** With everything, global options shown everywhere, for completion and tests. */
    static CommandLine whole(Invocation invocation) {
        return tree(invocation, List.of(Area.values()), area -> area.commandLine(invocation), false);
    }

    private static CommandLine tree(
            Invocation invocation, List<Area> areas, Function<Area, CommandLine> line, boolean globalsHidden) {
        var globals = CommandSpec.forAnnotatedObject(invocation.options());
        var root = root(globals);
        areas.forEach(area -> root.addSubcommand(area.title(), line.apply(area)));
        root.getSubcommands().values().forEach(each -> share(globals, globalsHidden, each));
        return root;
    }

    private static void share(CommandSpec globals, boolean hidden, CommandLine line) {
        for (var option : globals.options()) {
            if (!line.getCommandSpec().optionsMap().containsKey(option.longestName())) {
                line.getCommandSpec()
                        .addOption(OptionSpec.builder(option).hidden(hidden).build());
            }
        }
        line.getSubcommands().values().forEach(child -> share(globals, hidden, child));
    }

    private static CommandLine root(CommandSpec globals) {
        var spec = CommandSpec.create().name("landfall");
        globals.options().forEach(spec::addOption);
        spec.usageMessage()
                .description("Runs software in customers' own clouds, and CI on your own machines.")
                .synopsisSubcommandLabel("COMMAND")
                .footerHeading("%nStart here:%n")
                .footer(
                        "  landfall demo                 see everything happen on this machine",
                        "  landfall dev                  a control plane and a runner until Ctrl-C",
                        "  landfall COMMAND --help       what a command does, with examples");
        return new CommandLine(spec);
    }

    private static CommandLine outline(Area area) {
        var spec = CommandSpec.create().name(area.title());
        spec.usageMessage().description(area.summary());
        return new CommandLine(spec);
    }
}
