package dev.landfall.cli.demo.step;

import dev.landfall.cli.demo.stage.DemoStep;
import dev.landfall.cli.demo.stage.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The runner drains, the control plane stops, and no secret was written where it must not be. */
public final class StopAll implements DemoStep {

    private static final Duration AT_MOST = Duration.ofSeconds(30);

    private final List<String> secrets;

    /**
     * @param secrets values that must be nowhere in clear
     */
    public StopAll(List<String> secrets) {
        this.secrets = List.copyOf(secrets);
    }

    @Override
    public String title() {
        return "Stop";
    }

    @Override
    public void play(Stage stage) {
        var transcript = stage.transcript();
        transcript.shell("kill RUNNER");
        var exitCode = stage.runner().stop(AT_MOST);
        transcript.check("The runner drained and ended with 0", exitCode == 0, "exit code " + exitCode);
        stage.close();
        var leak = leak(stage.folder());
        transcript.check("No secret is in clear in any file of the story", leak.isEmpty(), leak);
    }

    private String leak(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                var text = Files.readString(file, StandardCharsets.ISO_8859_1);
                if (secrets.stream().anyMatch(text::contains)) {
                    return folder.relativize(file).toString();
                }
            }
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
