package dev.landfall.runner.kind.terraform;

import dev.landfall.runner.job.Execution;
import dev.landfall.runner.job.ProcessExit;
import java.util.List;
import java.util.stream.Collectors;

/** Turns a failed Terraform command into one reason: its exit code, what it complained of, and what to do. */
final class TerraformFailure {

    /** The control plane plans again when a reason begins so. */
    static final String STALE_PLAN = "stale-plan: ";

    /** How Terraform and OpenTofu say that state has moved on since the plan. */
    private static final List<String> STALE =
            List.of("Saved plan is stale", "Saved plan does not match the given state");

    private static final int MAX_CHARACTERS = 700;
    private static final int TAIL_LINES = 5;

    private TerraformFailure() {}

    static boolean isStale(ProcessExit exit) {
        return STALE.stream().anyMatch(exit.stderr()::contains);
    }

    static Execution of(String command, ProcessExit exit) {
        if (isStale(exit)) {
            return Execution.failed(
                    exit.exitCode(),
                    STALE_PLAN
                            + "the state has changed since this plan was made; plan again and approve the new plan.");
        }
        return Execution.failed(exit.exitCode(), sentence(command, exit));
    }

    static String sentence(String command, ProcessExit exit) {
        var complaint = complaint(exit.stderr());
        var said = complaint.isEmpty() ? "it printed no error" : complaint;
        return "terraform " + command + " ended with exit code " + exit.exitCode() + ": " + said + hint(exit.stderr());
    }

    private static String hint(String stderr) {
        return stderr.contains("Error acquiring the state lock")
                ? " The state is locked by another run: wait for it, or force-unlock it when it is gone."
                : "";
    }

    /** From the first "Error:" on, without frames and empty lines; else the last lines. */
    private static String complaint(String stderr) {
        var lines = stderr.lines()
                .map(line -> line.replaceFirst("^[│╷╵|] ?", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
        int from = 0;
        while (from < lines.size() && !lines.get(from).startsWith("Error: ")) {
            from++;
        }
        var shown = from < lines.size() ? lines.subList(from, lines.size()) : tail(lines);
        var text = shown.stream().collect(Collectors.joining(" "));
        return text.length() <= MAX_CHARACTERS ? text : text.substring(0, MAX_CHARACTERS) + "…";
    }

    private static List<String> tail(List<String> lines) {
        return lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
    }
}
