package dev.landfall.emulators;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A tool in JavaScript, installed by {@code npm ci} from the lock file of {@code emulators/servers/<name>} into its
 * {@code target} at first use, once for each lock file. Needs {@code node} and {@code npm} on the PATH.
 */
final class NpmTool {

    private static final Duration INSTALLED_WITHIN = Duration.ofMinutes(10);
    private static final int SHOWN_LOG_CHARACTERS = 4_000;

    private final Path source;
    private final Path target;

    private NpmTool(Path source) {
        this.source = source;
        this.target = source.resolve("target");
    }

    /** The tool of that name, installed when this returns. */
    static NpmTool installed(String name) {
        var tool = new NpmTool(ServerClassPath.folder().resolve("servers").resolve(name));
        tool.installOnce();
        return tool;
    }

    /** Where its lock file is, and what else belongs to it. */
    Path source() {
        return source;
    }

    /** Where its {@code node_modules} is. */
    Path target() {
        return target;
    }

    private void installOnce() {
        try {
            Files.createDirectories(target);
            try (var channel = FileChannel.open(
                            target.resolve("install.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var held = channel.lock()) {
                if (held.isValid() && !upToDate()) {
                    install();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(source.getFileName() + " could not be installed into " + target + ".", e);
        }
    }

    private boolean upToDate() throws IOException {
        var stamp = target.resolve("installed-package-lock.json");
        return Files.exists(stamp) && Files.mismatch(stamp, source.resolve("package-lock.json")) < 0;
    }

    private void install() throws IOException {
        for (var name : List.of("package.json", "package-lock.json")) {
            Files.copy(source.resolve(name), target.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        var log = target.resolve("npm.log");
        var npm = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
                .directory(target.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        await(npm, log);
        Files.copy(
                target.resolve("package-lock.json"),
                target.resolve("installed-package-lock.json"),
                StandardCopyOption.REPLACE_EXISTING);
    }

    private static void await(Process npm, Path log) throws IOException {
        try {
            if (npm.waitFor(INSTALLED_WITHIN.toSeconds(), TimeUnit.SECONDS) && npm.exitValue() == 0) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        npm.destroyForcibly();
        var text = Files.readString(log);
        throw new IOException("npm ci did not end well within " + INSTALLED_WITHIN + ": "
                + text.substring(Math.max(0, text.length() - SHOWN_LOG_CHARACTERS)));
    }
}
