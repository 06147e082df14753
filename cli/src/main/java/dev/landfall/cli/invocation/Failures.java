package dev.landfall.cli.invocation;

import dev.landfall.cli.output.OutputFormat;
import dev.landfall.cli.output.Printable;
import dev.landfall.protocol.error.ErrorBody;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Says on the error stream why a run failed, as text or as the API's error JSON, and gives its exit code. A stack trace
 * appears only with {@code LANDFALL_DEBUG=1}.
 */
public final class Failures {

    private final Invocation invocation;

    public Failures(Invocation invocation) {
        this.invocation = invocation;
    }

    /** A command threw. */
    public int ofCommand(Exception exception) {
        var failure = exception instanceof LandfallException known ? known : defect(exception);
        return report(failure, exception);
    }

    /** The arguments make no sense. */
    public int ofArguments(ParameterException exception) {
        var command = exception.getCommandLine().getCommandSpec().qualifiedName();
        var message = exception.getMessage() + ". See '" + command + " --help'.";
        return report(new LandfallException(ErrorKind.INVALID, message, suggestions(exception), null), exception);
    }

    private int report(LandfallException failure, Exception thrown) {
        var err = invocation.surroundings().err();
        if (asJson()) {
            err.println(Json.writeString(ErrorBody.of(failure)));
        } else {
            err.println("landfall: " + Printable.line(failure.publicMessage()));
            failure.problems().forEach(problem -> err.println("  " + Printable.line(problem)));
        }
        if (invocation.surroundings().debugging()) {
            thrown.printStackTrace(err);
        }
        return failure.kind().exitCode();
    }

    private boolean asJson() {
        try {
            return invocation.settings().output() == OutputFormat.JSON;
        } catch (LandfallException unusable) {
            return false;
        }
    }

    private static List<String> suggestions(ParameterException exception) {
        if (exception instanceof CommandLine.UnmatchedArgumentException unmatched) {
            var near = unmatched.getSuggestions();
            return near.isEmpty() ? List.of() : List.of("Did you mean: " + String.join(", ", near) + "?");
        }
        return List.of();
    }

    private static LandfallException defect(Exception exception) {
        return LandfallException.internal(
                "This is a defect of landfall (" + exception.getClass().getSimpleName()
                        + "). Run it again with LANDFALL_DEBUG=1 and report what it prints.",
                exception);
    }
}
