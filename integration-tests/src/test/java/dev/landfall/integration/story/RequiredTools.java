package dev.landfall.integration.story;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Tools that a story needs and a machine may lack. The skip is listed at the end of the tests, and fails CI. */
final class RequiredTools {

    private RequiredTools() {}

    static void requireTerraform() {
        assumeTrue(
                isInstalled("terraform") || isInstalled("tofu"),
                "neither terraform nor tofu is on the PATH: install one to run the stories of installs");
    }

    private static boolean isInstalled(String tool) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }
}
