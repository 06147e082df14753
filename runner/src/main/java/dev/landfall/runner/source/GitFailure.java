package dev.landfall.runner.source;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.runner.job.ProcessExit;
import java.util.List;

/** Says in a sentence why git failed and what to do, from what it printed. */
final class GitFailure {

    private static final int MAX_LINE_CHARACTERS = 300;

    private static final List<String> LOGIN = List.of(
            "could not read Username",
            "could not read Password",
            "Authentication failed",
            "Permission denied",
            "terminal prompts disabled",
            "unable to read askpass");

    private static final List<String> NO_SUCH = List.of("couldn't find remote ref", "not found", "does not exist");

    private GitFailure() {}

    static LandfallException of(ProcessExit exit, String what) {
        var said = lastLine(exit.stderr());
        var why = what + " (exit code " + exit.exitCode() + (said.isEmpty() ? "" : ": " + said) + ")";
        if (mentions(exit.stderr(), LOGIN)) {
            return LandfallException.forbidden(
                    why + ". Check the git credentials of the project and what they may read.");
        }
        if (mentions(exit.stderr(), NO_SUCH)) {
            return LandfallException.notFound(why + ". Check the repository's address, the branch or tag, and access.");
        }
        return LandfallException.unavailable(why + ". The log has all that git said.", null);
    }

    private static boolean mentions(String text, List<String> phrases) {
        return phrases.stream().anyMatch(text::contains);
    }

    private static String lastLine(String text) {
        var lines = text.strip()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        var fatal = lines.stream().filter(line -> line.startsWith("fatal:")).findFirst();
        var line = fatal.orElse(lines.isEmpty() ? "" : lines.getLast());
        return line.length() <= MAX_LINE_CHARACTERS ? line : line.substring(0, MAX_LINE_CHARACTERS) + "…";
    }
}
