package dev.landfall.cli.demo.stage;

import dev.landfall.protocol.error.LandfallException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs other programs of the story, such as git, for a bounded time. */
public final class Programs {

    private static final Duration AT_MOST = Duration.ofSeconds(60);

    private Programs() {}

    /**
     * What the program wrote, both streams together, without the last line end.
     *
     * @throws LandfallException UNAVAILABLE when it fails or does not end
     */
    public static String run(Path folder, Map<String, String> environment, List<String> command) {
        try {
            var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
            builder.environment().putAll(environment);
            var process = builder.start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (!process.waitFor(AT_MOST.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw LandfallException.unavailable(String.join(" ", command) + " failed: " + output, null);
            }
            return output;
        } catch (IOException e) {
            throw LandfallException.unavailable(command.get(0) + " could not be started: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw LandfallException.unavailable("Interrupted while " + command.get(0) + " ran.", e);
        }
    }
}
