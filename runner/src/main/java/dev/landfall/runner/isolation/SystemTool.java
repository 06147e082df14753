package dev.landfall.runner.isolation;

import dev.landfall.protocol.error.LandfallException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Programs of the machine that the runner calls with its own rights: only from where the machine's administrator puts them. */
final class SystemTool {

    private static final List<Path> FOLDERS =
            List.of(Path.of("/usr/sbin"), Path.of("/usr/bin"), Path.of("/sbin"), Path.of("/bin"));
    private static final Map<String, String> ENVIRONMENT =
            Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "LANG", "C.UTF-8");
    private static final int DEADLINE_SECONDS = 10;

    private SystemTool() {}

    /** What a program came to. */
    record Outcome(int exitCode, String output) {

        boolean succeeded() {
            return exitCode == 0;
        }
    }

    static Optional<Path> find(String name) {
        return FOLDERS.stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** @throws LandfallException UNAVAILABLE when it cannot be started or does not end */
    static Outcome run(List<String> command, String input) {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(ENVIRONMENT);
        try {
            var process = builder.start();
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // it may end without having read its input; its exit code tells
            }
            if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw unavailable(command, "it did not end within " + DEADLINE_SECONDS + " s", null);
            }
            var output = new String(process.getInputStream().readNBytes(16 << 10), StandardCharsets.UTF_8);
            return new Outcome(process.exitValue(), output.strip());
        } catch (IOException e) {
            throw unavailable(command, String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(command, "the runner is stopping", e);
        }
    }

    private static LandfallException unavailable(List<String> command, String why, @Nullable Throwable cause) {
        return LandfallException.unavailable("'" + command.getFirst() + "' could not be run: " + why + ".", cause);
    }
}
