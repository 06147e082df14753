package dev.landfall.cli;

import dev.landfall.cli.settings.Surroundings;
import dev.landfall.protocol.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Runs the command line in this process with surroundings of the test's choice. */
final class CommandRun {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    /** How a run ended. */
    record Ended(int exitCode, String out, String err) {

        JsonNode json() {
            return Json.readTree(out.getBytes(StandardCharsets.UTF_8));
        }
    }

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private String input = "";
    private boolean terminal;

    /** In a folder that is also the home. */
    CommandRun(Path folder) {
        this.folder = folder;
        environment.put("HOME", folder.toString());
    }

    CommandRun against(FakeApi api) {
        return with("LANDFALL_SERVER", api.url()).with("LANDFALL_TOKEN", "lf_token");
    }

    CommandRun with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    CommandRun typing(String text) {
        input = text;
        return this;
    }

    CommandRun onTerminal() {
        terminal = true;
        return this;
    }

    Ended run(String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var surroundings = new Surroundings(
                environment,
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                terminal,
                terminal,
                InstantSource.fixed(NOW),
                folder);
        var exitCode = Main.run(List.of(args), surroundings);
        return new Ended(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
