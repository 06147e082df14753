package dev.landfall.emulators;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A tool in Python, installed from the pinned and hashed requirements of {@code emulators/servers/<name>} into a virtual
 * environment in its {@code target}. It is installed once for those requirements, by one process at a time.
 */
final class PythonTool {

    private static final Duration INSTALLED_WITHIN = Duration.ofMinutes(5);

    private PythonTool() {}

    /** The virtual environment. */
    static Path install(String name) {
        var folder = ServerClassPath.folder().resolve("servers").resolve(name);
        var target = folder.resolve("target");
        try {
            Files.createDirectories(target);
            try (var channel = FileChannel.open(
                    target.resolve("install.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                // held until the channel closes
                channel.lock();
                var wanted = Files.readString(folder.resolve("requirements.txt"));
                var installed = target.resolve("installed.txt");
                if (!Files.exists(installed) || !Files.readString(installed).equals(wanted)) {
                    installInto(target, folder.resolve("requirements.txt"));
                    Files.writeString(installed, wanted);
                }
            }
            return target.resolve("venv");
        } catch (IOException e) {
            throw new UncheckedIOException("The Python tool '" + name + "' could not be installed.", e);
        }
    }

    private static void installInto(Path target, Path requirements) throws IOException {
        var log = target.resolve("install.log");
        run(log, "python3", "-m", "venv", "--clear", target.resolve("venv").toString());
        run(
                log,
                target.resolve("venv/bin/python").toString(),
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "--require-hashes",
                "-r",
                requirements.toString());
    }

    private static void run(Path log, String... command) throws IOException {
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(INSTALLED_WITHIN.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException("'" + String.join(" ", command) + "' failed; see " + log + ".");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a Python tool was installed.", e);
        } finally {
            process.destroyForcibly();
        }
    }
}
