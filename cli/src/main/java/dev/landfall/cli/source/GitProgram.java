package dev.landfall.cli.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The git program in a repository of its own, which is gone after it. Interrupting ends the process and its children. */
final class GitProgram implements AutoCloseable {

    private static final int MAX_WORDS = 400;
    private static final int MAX_SAID_BYTES = 64 * 1024;
    private static final List<String> SETTINGS = List.of(
            "core.hooksPath=/dev/null",
            "core.fsmonitor=false",
            "protocol.version=2",
            "protocol.ext.allow=never",
            "credential.interactive=false",
            "submodule.recurse=false",
            "gc.auto=0",
            "maintenance.auto=false",
            "init.defaultBranch=landfall",
            "http.followRedirects=initial",
            "http.lowSpeedLimit=1000",
            "http.lowSpeedTime=30");

    private final Map<String, String> environment;
    private final Path folder;
    private final Path repository;

    GitProgram(Map<String, String> environment) throws FetchFailure {
        this.environment = Map.copyOf(environment);
        try {
            this.folder = Files.createTempDirectory("landfall-git-");
            this.repository = Files.createDirectory(folder.resolve("repository"));
        } catch (IOException e) {
            throw new FetchFailure("no temporary folder could be made: " + e.getMessage() + ".");
        }
    }

    /**
     * How a call ended.
     *
     * @param said on the error stream
     */
    record Ended(int exitCode, String out, String said) {

        boolean succeeded() {
            return exitCode == 0;
        }

        /** What git complains of, in one line. */
        String lastWords() {
            var words = said.lines()
                    .filter(line -> line.startsWith("fatal:") || line.startsWith("error:") || line.startsWith("ERROR:"))
                    .findFirst()
                    .or(() -> said.lines().findFirst())
                    .orElse("it ended with " + exitCode);
            return "git says: " + (words.length() > MAX_WORDS ? words.substring(0, MAX_WORDS) + "…" : words);
        }
    }

    Ended run(String... arguments) throws FetchFailure, InterruptedException {
        try {
            var exitCode = await(start(arguments));
            return new Ended(exitCode, text("out"), text("err"));
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** What it printed. */
    String require(String... arguments) throws FetchFailure, InterruptedException {
        var ended = run(arguments);
        if (!ended.succeeded()) {
            throw new FetchFailure(ended.lastWords());
        }
        return ended.out();
    }

    /** The bytes that it printed, of a call whose size is known. */
    byte[] bytes(String... arguments) throws FetchFailure, InterruptedException {
        require(arguments);
        try {
            return Files.readAllBytes(folder.resolve("out"));
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    @Override
    public void close() {
        try {
            Files.walkFileTree(folder, new Removal());
        } catch (IOException e) {
            // What is left lies in the system's temporary folder, which the system empties.
            folder.toFile().deleteOnExit();
        }
    }

    private Process start(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of("git", "--literal-pathspecs"));
        SETTINGS.forEach(setting -> command.addAll(List.of("-c", setting)));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .directory(repository.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static int await(Process process) throws InterruptedException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            var all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                    .toList();
            all.forEach(ProcessHandle::destroyForcibly);
            all.forEach(one -> one.onExit().join());
            throw e;
        }
    }

    private String text(String file) throws IOException {
        try (var in = Files.newInputStream(folder.resolve(file))) {
            return new String(in.readNBytes(MAX_SAID_BYTES), StandardCharsets.UTF_8);
        }
    }

    private static FetchFailure unusable(IOException e) {
        return new FetchFailure("git cannot be used here: " + e.getMessage() + ". Install git.");
    }

    private static final class Removal extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
