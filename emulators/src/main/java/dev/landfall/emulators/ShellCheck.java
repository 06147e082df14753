package dev.landfall.emulators;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * ShellCheck: the one on the PATH, else one that pip installs, pinned, at first use into
 * {@code emulators/servers/shellcheck/target}.
 */
public final class ShellCheck {

    private final String program;

    private ShellCheck(String program) {
        this.program = program;
    }

    /** Whether there is one for this machine. */
    public static boolean canBeHad() {
        // the package holds none for Linux on ARM
        boolean packaged = !(System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("aarch64"));
        return isOnPath("shellcheck") || (packaged && isOnPath("python3"));
    }

    public static ShellCheck installed() {
        return new ShellCheck(
                isOnPath("shellcheck")
                        ? "shellcheck"
                        : PythonTool.install("shellcheck")
                                .resolve("bin/shellcheck")
                                .toString());
    }

    /**
     * @param dialect {@code sh} or {@code bash}
     * @return what it finds, a line each; empty when there is nothing
     */
    public String findings(String dialect, Path script) {
        try {
            var process = new ProcessBuilder(
                            List.of(program, "--norc", "--format=gcc", "--shell=" + dialect, script.toString()))
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("ShellCheck could not be run.", e);
        }
    }

    private static boolean isOnPath(String tool) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }
}
