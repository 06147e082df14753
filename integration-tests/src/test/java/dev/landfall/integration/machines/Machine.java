package dev.landfall.integration.machines;

import dev.landfall.integration.process.Checkout;
import dev.landfall.integration.process.Conditions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A Debian machine with systemd in namespaces of its own, whose files are gone with it. It has the network of the machine outside.
 */
final class Machine implements AutoCloseable {

    /** Why a test that needs one did not run. */
    static final String MISSING =
            "there is no tree of a machine: as root on Linux, install one with build/machine-root";

    private static final Path TREE = Checkout.root().resolve("target/machines/root");
    private static final Path SCRIPT = Checkout.root().resolve("integration-tests/src/test/resources/machine/boot.sh");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process namespaces;
    private final Path log;
    private final long first;

    /** What a program said, both streams, and its exit code. */
    record Ended(int exit, String output) {}

    private Machine(Path folder) throws IOException {
        this.log = folder.resolve("machine.log");
        this.namespaces = new ProcessBuilder(
                        "unshare",
                        "--mount",
                        "--pid",
                        "--uts",
                        "--ipc",
                        "--cgroup",
                        "--fork",
                        "--kill-child",
                        "sh",
                        SCRIPT.toString(),
                        Files.readString(TREE).strip(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        this.first = Conditions.eventually(PATIENCE, () -> "a machine in namespaces: " + output(), () -> {
            if (!namespaces.isAlive()) {
                throw new AssertionError("The machine ended: " + output());
            }
            return output().contains("ready")
                    ? namespaces.children().findFirst().map(ProcessHandle::pid)
                    : Optional.empty();
        });
    }

    static boolean canBeHad() {
        return Files.exists(TREE) && "root".equals(System.getProperty("user.name"));
    }

    /** @param folder on the disk of the machine outside */
    static Machine start(Path folder) {
        try {
            return new Machine(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts systemd, and returns when it answers. */
    void boot() {
        try (var told = namespaces.outputWriter(StandardCharsets.UTF_8)) {
            told.write("boot\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Conditions.eventually(
                PATIENCE,
                () -> "systemd to answer: " + output(),
                () -> run(Map.of(), "systemctl", "is-system-running")
                                .output()
                                .matches("(?s)(running|degraded|starting)\\s*")
                        ? Optional.of(true)
                        : Optional.empty());
    }

    /** Runs a program in it as root, to its end. */
    Ended run(Map<String, String> environment, String... command) {
        var whole = new ArrayList<>(List.of(
                "nsenter",
                "--target=" + first,
                "--mount",
                "--pid",
                "--uts",
                "--ipc",
                "--cgroup",
                "--",
                "env",
                "-i",
                "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
                "LC_ALL=C.UTF-8"));
        environment.forEach((name, value) -> whole.add(name + "=" + value));
        whole.addAll(List.of(command));
        try {
            var process = new ProcessBuilder(whole).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Runs a shell in it. */
    Ended shell(String script) {
        return run(Map.of(), "sh", "-c", script);
    }

    /** Puts a file of the machine outside into it. */
    void put(Path file, String target) {
        try (var input = Files.newInputStream(file)) {
            write(input.readAllBytes(), target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(byte[] content, String target) {
        try {
            var process = new ProcessBuilder(
                            "nsenter", "--target=" + first, "--mount", "--", "sh", "-c", "cat >'" + target + "'")
                    .redirectErrorStream(true)
                    .start();
            try (var into = process.getOutputStream()) {
                into.write(content);
            }
            if (process.waitFor() != 0) {
                throw new AssertionError(target + " could not be written in the machine");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** What its console says. */
    String output() {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        ProcessHandle.of(first).ifPresent(ProcessHandle::destroyForcibly);
        namespaces.destroy();
        try {
            if (!namespaces.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("The machine does not end: " + output());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
