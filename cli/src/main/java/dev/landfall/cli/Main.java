package dev.landfall.cli;

import dev.landfall.cli.invocation.Failures;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.cli.settings.Surroundings;
import dev.landfall.cli.version.Version;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Entry of the command line. */
public final class Main {

    private static final Set<String> ASKS_VERSION = Set.of("--version", "-V", "version");

    private Main() {}

    public static void main(String[] args) {
        System.exit(run(List.of(args), Surroundings.ofThisProcess()));
    }

    /**
     * Runs one command and closes what it opened.
     *
     * @return exit code: 0 success, 1 a job or check failed, else that of the
     *     {@link dev.landfall.protocol.error.ErrorKind}
     */
    public static int run(List<String> args, Surroundings surroundings) {
        if (args.size() == 1 && ASKS_VERSION.contains(args.get(0))) {
            surroundings.out().println(Version.line());
            surroundings.out().flush();
            return 0;
        }
        try (var invocation = new Invocation(surroundings, args)) {
            return commandLine(invocation).execute(args.toArray(String[]::new));
        }
    }

    private static CommandLine commandLine(Invocation invocation) {
        var failures = new Failures(invocation);
        return Landfall.commandLine(invocation)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(invocation.surroundings().printer())
                .setErr(invocation.surroundings().errorPrinter())
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        invocation.surroundings().colored() ? Ansi.ON : Ansi.OFF))
                .setExecutionExceptionHandler((exception, line, parsed) -> failures.ofCommand(exception))
                .setParameterExceptionHandler((exception, arguments) -> failures.ofArguments(exception));
    }
}
