package dev.landfall.cli;

import dev.landfall.cli.completion.CompletionCommand;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.cli.job.JobCommands;
import dev.landfall.cli.version.VersionCommand;
import java.util.Locale;
import picocli.CommandLine;

/** The first word of a command line, in the order of the help. */
enum Area {
    JOB("Jobs: their state, logs, and the reasons for each."),
    COMPLETION("Print the completion script of a shell."),
    VERSION("Print the version."),
    HELP("Show the help of a command.");

    private final String summary;

    Area(String summary) {
        this.summary = summary;
    }

    String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    String summary() {
        return summary;
    }

    CommandLine commandLine(Invocation invocation) {
        return switch (this) {
            case JOB -> JobCommands.of(title(), summary, invocation);
            case COMPLETION -> new CommandLine(new CompletionCommand(invocation, Landfall::whole));
            case VERSION -> new CommandLine(new VersionCommand(invocation));
            case HELP -> new CommandLine(new CommandLine.HelpCommand());
        };
    }
}
