package dev.landfall.runner.job;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A child process to run. Immutable; start with {@link #of} and refine.
 *
 * @param argv program and arguments; a program without a slash is looked up on the runner's PATH. Never holds a secret
 * @param env added to the base environment: PATH, HOME, TMPDIR, LANG and the job's LANDFALL_* names; nothing else of
 *     the runner's own environment is passed on
 * @param directory to start in; null = {@link JobFolders#source()}
 * @param stdin text for standard input, as UTF-8; empty = end of file at once
 * @param stdout what becomes of standard output
 * @param stderr what becomes of standard error
 * @param captureLimitBytes of each captured stream
 * @param interrupt what the tree gets first when the attempt is cancelled
 */
public record Command(
        List<String> argv,
        Map<String, String> env,
        @Nullable Path directory,
        String stdin,
        Output stdout,
        Output stderr,
        int captureLimitBytes,
        Interrupt interrupt) {

    /** {@link #captureLimitBytes} where nothing else is said: 8 MiB. */
    public static final int DEFAULT_CAPTURE_BYTES = 8 << 20;

    /** Where an output stream goes. */
    public enum Output {
        LOG,
        CAPTURE,
        /** The log gets everything; of what is captured, the end is kept, up to the limit. */
        LOG_AND_CAPTURE,
        DISCARD
    }

    /** The first signal of a cancellation; SIGKILL follows after the grace. */
    public enum Interrupt {
        /** SIGINT, at which Terraform releases its lock and ends. */
        INT,
        /** SIGTERM. */
        TERM
    }

    public Command {
        if (argv.isEmpty()) {
            throw new IllegalArgumentException("a command needs a program");
        }
        argv = List.copyOf(argv);
        env = Map.copyOf(env);
    }

    /** Output and errors go to the log; standard input is empty; SIGTERM. */
    public static Command of(String... argv) {
        return of(List.of(argv));
    }

    public static Command of(List<String> argv) {
        return new Command(argv, Map.of(), null, "", Output.LOG, Output.LOG, DEFAULT_CAPTURE_BYTES, Interrupt.TERM);
    }

    public Command withEnv(Map<String, String> newEnv) {
        return new Command(argv, newEnv, directory, stdin, stdout, stderr, captureLimitBytes, interrupt);
    }

    public Command in(Path newDirectory) {
        return new Command(argv, env, newDirectory, stdin, stdout, stderr, captureLimitBytes, interrupt);
    }

    public Command withStdin(String newStdin) {
        return new Command(argv, env, directory, newStdin, stdout, stderr, captureLimitBytes, interrupt);
    }

    public Command withStdout(Output output) {
        return new Command(argv, env, directory, stdin, output, stderr, captureLimitBytes, interrupt);
    }

    public Command withStderr(Output output) {
        return new Command(argv, env, directory, stdin, stdout, output, captureLimitBytes, interrupt);
    }

    public Command withCaptureLimit(int bytes) {
        return new Command(argv, env, directory, stdin, stdout, stderr, bytes, interrupt);
    }

    public Command interruptedBy(Interrupt signal) {
        return new Command(argv, env, directory, stdin, stdout, stderr, captureLimitBytes, signal);
    }

    /** The arguments only: values of the environment and standard input may be secret. */
    @Override
    public String toString() {
        return "Command" + argv;
    }
}
