package dev.landfall.cli.startup;

import dev.landfall.cli.Main;
import dev.landfall.cli.settings.Surroundings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs short commands against the server of the current context, with a job for its own runner and one for the runner of the
 * pool {@code training}, and those that read an app config, so that a run of it under {@code -XX:AOTCacheOutput}
 * (JEP 514) or {@code -XX:ArchiveClassesAtExit} leaves a cache with what commands need and no more. The build runs it; see
 * {@code build/aot}.
 */
public final class CommandTraining {

    private static final List<List<String>> COMMANDS = List.of(
            List.of("--version"),
            List.of("--help"),
            List.of("job", "--help"),
            List.of("job", "list"),
            List.of("job", "list", "--output", "json"),
            List.of("job", "list", "--status", "failed", "--limit", "5"),
            List.of("project", "create", "here", "--repository", "/nowhere/training.git"),
            List.of("project", "run", "here", "--command", "echo trained"),
            List.of("project", "create", "training", "--repository", "/nowhere/training.git", "--pool", "training"),
            List.of("project", "run", "training", "--command", "echo trained"),
            List.of("job", "list"),
            List.of("workflow", "list", "--project", "training"),
            List.of("runner", "list"),
            List.of("install", "list"),
            List.of("app", "list"),
            List.of("context", "list"));

    private CommandTraining() {}

    /** @param args an empty folder to write into */
    public static void main(String[] args) throws IOException {
        var nowhere = new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        var surroundings = new Surroundings(
                System.getenv(),
                new ByteArrayInputStream(new byte[0]),
                nowhere,
                System.err,
                false,
                false,
                InstantSource.system(),
                Path.of("").toAbsolutePath());
        System.exit(Stream.concat(COMMANDS.stream(), TrainingApp.commands(Path.of(args[0])).stream())
                .mapToInt(command -> Main.run(command, surroundings))
                .max()
                .orElse(0));
    }
}
