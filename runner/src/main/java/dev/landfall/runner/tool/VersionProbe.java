package dev.landfall.runner.tool;

import dev.landfall.protocol.error.LandfallException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Asks a program for its version: with nothing in its environment but the search path, a deadline and a limit. */
final class VersionProbe {

    /** A program that has not answered by then is treated as broken. */
    static final Duration DEADLINE = Duration.ofSeconds(20);

    /** A version is short; whoever prints more is broken. */
    static final int MAX_ANSWER_BYTES = 64 * 1024;

    private static final int EXCERPT_CHARACTERS = 120;

    private final String searchPath;

    VersionProbe(String searchPath) {
        this.searchPath = searchPath;
    }

    /**
     * @return what the program printed on its standard output
     * @throws LandfallException UNAVAILABLE when it cannot be started, fails, or does not end in time
     */
    String ask(Path program, List<String> arguments) {
        var command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        try {
            var process = start(command);
            return answerOf(process, program);
        } catch (IOException e) {
            throw LandfallException.unavailable(
                    "'" + program + "' could not be started: " + e.getMessage() + ". Install it again.", e);
        }
    }

    private Process start(List<String> command) throws IOException {
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(false)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", searchPath, "CHECKPOINT_DISABLE", "1", "HOME", "/nonexistent"));
        return builder.start();
    }

    private static String answerOf(Process process, Path program) throws IOException {
        var killer = Thread.ofVirtual().start(() -> killAfterDeadline(process));
        try (var out = process.getInputStream()) {
            var answer = out.readNBytes(MAX_ANSWER_BYTES + 1);
            if (answer.length > MAX_ANSWER_BYTES) {
                throw unusable(program, "printed more than " + MAX_ANSWER_BYTES + " bytes");
            }
            var exitCode = process.waitFor();
            if (exitCode != 0) {
                throw unusable(program, "ended with exit code " + exitCode);
            }
            return new String(answer, StandardCharsets.UTF_8);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unusable(program, "was interrupted");
        } finally {
            process.destroyForcibly();
            killer.interrupt();
        }
    }

    private static void killAfterDeadline(Process process) {
        try {
            if (!process.waitFor(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static LandfallException unusable(Path program, String why) {
        return LandfallException.unavailable(
                "'" + program + "' " + why
                        + " when it was asked for its version. Install it again, or put a working one "
                        + "before it on the runner's PATH.",
                null);
    }

    static String excerpt(String answer) {
        var line = answer.strip().lines().findFirst().orElse("");
        var printable = line.replaceAll("[^\\x20-\\x7e]", "?");
        return printable.length() <= EXCERPT_CHARACTERS ? printable : printable.substring(0, EXCERPT_CHARACTERS) + "…";
    }
}
