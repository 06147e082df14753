package dev.landfall.cli.startup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.cli.Main;
import dev.landfall.cli.settings.Surroundings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingAppTest {

    /** A training that fails leaves no start-up caches. */
    @Test
    void itsConfigsAreValidAndTheirStacksAreRenderedInEachLanguage(@TempDir Path folder) throws IOException {
        for (var command : TrainingApp.commands(folder)) {
            var said = new ByteArrayOutputStream();
            var out = new PrintStream(said, true, StandardCharsets.UTF_8);
            var surroundings = new Surroundings(
                    Map.of("HOME", folder.toString()),
                    new ByteArrayInputStream(new byte[0]),
                    out,
                    out,
                    false,
                    false,
                    InstantSource.system(),
                    folder);
            assertEquals(0, Main.run(command, surroundings), () -> command + ": " + said);
        }
        for (var rendered : List.of(
                "aws/cloudformation/stack.yaml",
                "aws/terraform/main.tf",
                "azure/bicep/main.bicep",
                "azure/arm/azuredeploy.json",
                "azure/terraform/main.tf")) {
            assertTrue(Files.exists(folder.resolve(rendered)), rendered);
        }
    }
}
