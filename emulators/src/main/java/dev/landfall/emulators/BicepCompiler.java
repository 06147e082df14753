package dev.landfall.emulators;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Compiles Bicep into ARM templates, as far as Landfall's templates use the language: a grammar for syntax, and a small
 * compiler over it that finds names that are not declared, not used, or of no function. Types of resources are not its
 * matter. One process serves all files. Needs {@code node} and {@code npm} on the PATH.
 */
public final class BicepCompiler implements AutoCloseable {

    private static final int STOPPED_WITHIN_SECONDS = 10;

    private final Process process;
    private final Writer questions;
    private final BufferedReader answers;

    private BicepCompiler(Process process) {
        this.process = process;
        this.questions = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts it; the first start in a checkout installs it. */
    public static BicepCompiler start() {
        var tool = NpmTool.installed("bicep-compiler");
        try {
            return new BicepCompiler(new ProcessBuilder(
                            "node",
                            tool.source().resolve("compile.mjs").toString(),
                            tool.target().toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException("The compiler of Bicep could not be started; is node on the PATH?", e);
        }
    }

    /**
     * Compiles one file.
     *
     * @return JSON: {@code errors}, each with {@code line}, {@code column} and {@code message}, and {@code template}, which
     *     is null where syntax is wrong
     */
    public synchronized String compile(Path file) {
        try {
            questions.write(file.toAbsolutePath() + "\n");
            questions.flush();
            var answer = answers.readLine();
            if (answer == null) {
                throw new IllegalStateException("The compiler of Bicep ended at " + file + ".");
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException("The compiler of Bicep has ended.", e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(STOPPED_WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
