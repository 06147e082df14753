package dev.landfall.runner.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A process to start.
 *
 * @param command program and arguments, passed on as they are, never through a shell; visible to every user of the
 *     machine, so never with a secret. A program without a slash is looked up on the {@code PATH} of the environment given here
 * @param environment all that the process gets, apart from the mark; nothing of the runner's own is passed on
 * @param directory to start in
 * @param workspace of the attempt: a process that works below it belongs to the job
 * @param input for standard input, as UTF-8; empty = end of file at once
 * @param mark of the attempt; when the process has ended, all that still carries it is killed
 * @param grace between interruption and kill when the runner dies
 * @param user as whom it runs
 */
public record ProcessSpec(
        List<String> command,
        Map<String, String> environment,
        Path directory,
        Path workspace,
        String input,
        JobMark mark,
        Duration grace,
        ProcessUser user) {

    public ProcessSpec {
        if (command.isEmpty()) {
            throw new IllegalArgumentException("a process needs a program");
        }
        command = List.copyOf(command);
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(mark.environment());
        environment = Map.copyOf(all);
    }

    /** A process of the runner's own user. */
    public ProcessSpec(
            List<String> command,
            Map<String, String> environment,
            Path directory,
            Path workspace,
            String input,
            JobMark mark,
            Duration grace) {
        this(command, environment, directory, workspace, input, mark, grace, ProcessUser.RUNNER);
    }

    public String program() {
        return command.get(0);
    }

    /** Names no argument but the program: environment and input may be secret. */
    @Override
    public String toString() {
        return "ProcessSpec[" + program() + " for " + mark.value() + "]";
    }
}
