package dev.landfall.emulators;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** ShellCheck, pinned, installed by pip at first use into {@code emulators/servers/shellcheck/target}. */
public final class ShellCheck {

    private final Path program;

    private ShellCheck(Path program) {
        this.program = program;
    }

    public static ShellCheck installed() {
        return new ShellCheck(PythonTool.install("shellcheck").resolve("bin/shellcheck"));
    }

    /**
     * @param dialect {@code sh} or {@code bash}
     * @return what it finds, a line each; empty when there is nothing
     */
    public String findings(String dialect, Path script) {
        try {
            var process = new ProcessBuilder(List.of(
                            program.toString(), "--norc", "--format=gcc", "--shell=" + dialect, script.toString()))
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("ShellCheck could not be run.", e);
        }
    }
}
