package dev.landfall.runner.supervisor;

import dev.landfall.protocol.error.LandfallException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs the programs of the system that an update takes, each with a deadline. */
record Programs(String searchPath) {

    private static final int MAX_OUTPUT = 2000;

    /**
     * Waits for the end.
     *
     * @throws LandfallException INTERNAL when it cannot be started, ends with another code than 0, or takes longer
     */
    void run(Duration deadline, String program, String... arguments) {
        var command = new ArrayList<String>();
        command.add(found(program));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PATH", searchPath);
        try {
            var log = Files.createTempFile("landfall-supervisor", ".log");
            try {
                var process = builder.redirectOutput(log.toFile())
                        .redirectInput(new File("/dev/null"))
                        .start();
                if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly();
                    throw failed(command, "it took longer than " + deadline.toSeconds() + " s");
                }
                if (process.exitValue() != 0) {
                    throw failed(command, "it ended with " + process.exitValue() + ": " + said(log));
                }
            } finally {
                Files.deleteIfExists(log);
            }
        } catch (IOException e) {
            throw failed(command, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(command, "the supervisor was interrupted");
        }
    }

    private String found(String program) {
        return Stream.of(searchPath.split(":", -1))
                .map(folder -> Path.of(folder).resolve(program))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Path::toString)
                .orElse(program);
    }

    private static String said(Path log) throws IOException {
        try (var input = Files.newInputStream(log)) {
            return new String(input.readNBytes(MAX_OUTPUT), StandardCharsets.UTF_8).strip();
        }
    }

    private static LandfallException failed(List<String> command, String why) {
        return LandfallException.internal("'" + String.join(" ", command) + "' failed: " + why + ".", null);
    }
}
