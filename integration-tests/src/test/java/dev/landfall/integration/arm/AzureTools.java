package dev.landfall.integration.arm;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What the checks of templates need on the PATH. */
final class AzureTools {

    private AzureTools() {}

    static void assumeNode() {
        assumeTrue(
                isInstalled("node") && isInstalled("npm"),
                "node and npm are not on the PATH: install one of release 20 or newer to check Bicep");
    }

    private static boolean isInstalled(String tool) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, tool)));
    }
}
