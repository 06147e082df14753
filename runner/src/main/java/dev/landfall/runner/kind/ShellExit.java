package dev.landfall.runner.kind;

import dev.landfall.runner.job.Execution;
import dev.landfall.runner.job.ProcessExit;

/** Says what a shell's exit code means; see POSIX, Shell Command Language, 2.8.2. */
public final class ShellExit {

    private static final int NOT_EXECUTABLE = 126;
    private static final int NOT_FOUND = 127;
    private static final int SIGNAL_BASE = 128;

    private ShellExit() {}

    /** @param what the sentence's subject, such as {@code The command} */
    public static Execution execution(String what, ProcessExit exit) {
        return exit.succeeded()
                ? Execution.succeeded()
                : Execution.failed(
                        exit.exitCode(),
                        what + " ended with exit code " + exit.exitCode() + hint(exit.exitCode()) + ".");
    }

    private static String hint(int exitCode) {
        if (exitCode == NOT_EXECUTABLE) {
            return " (a program cannot be executed)";
        }
        if (exitCode == NOT_FOUND) {
            return " (a program was not found)";
        }
        return exitCode > SIGNAL_BASE && exitCode <= SIGNAL_BASE + 64
                ? " (signal " + (exitCode - SIGNAL_BASE) + ")"
                : "";
    }
}
