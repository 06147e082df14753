package dev.landfall.integration.kill;

import dev.landfall.integration.process.Conditions;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * The real Terraform behind a script on the search path that stops before a chosen subcommand until it is let go, so that
 * a test can kill at exactly that moment.
 */
final class TerraformGate {

    private final Path folder;

    TerraformGate(Path folder) {
        this.folder = folder;
        var real = find("terraform").or(() -> find("tofu")).orElseThrow();
        write(folder.resolve("bin").resolve(real.getFileName()), """
                #!/bin/sh
                if [ -e "%1$s/close-$1" ]; then
                  : > "%1$s/waiting-$1"
                  while [ -e "%1$s/close-$1" ]; do sleep 0.05; done
                fi
                exec "%2$s" "$@"
                """.formatted(folder, real));
    }

    static boolean available() {
        return find("terraform").or(() -> find("tofu")).isPresent();
    }

    /** What the runner is given as its search path. */
    String searchPath() {
        return folder.resolve("bin") + File.pathSeparator + System.getenv("PATH");
    }

    void close(String subcommand) {
        write(folder.resolve("close-" + subcommand), "");
    }

    void awaitWaiting(String subcommand) {
        Conditions.eventually(
                Duration.ofSeconds(60),
                () -> "terraform " + subcommand + " to start",
                () -> Files.exists(folder.resolve("waiting-" + subcommand)) ? Optional.of(true) : Optional.empty());
    }

    void open() {
        try (var files = Files.list(folder)) {
            for (Path file : files.filter(file -> file.getFileName().toString().startsWith("close-"))
                    .toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> find(String tool) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(entry -> Path.of(entry, tool))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
