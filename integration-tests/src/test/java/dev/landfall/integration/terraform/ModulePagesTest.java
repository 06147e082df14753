package dev.landfall.integration.terraform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.integration.process.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The modules' pages have the inputs and outputs that the modules have; {@code -Dgolden.write=true} writes them. */
class ModulePagesTest {

    private static final Path MODULES = Checkout.root().resolve("terraform");
    private static final Pattern TARGET = Pattern.compile("-target=module\\.\\w+\\.(\\w+)\\.(\\w+)");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "runner-bootstrap",
                "aws-control-plane",
                "aws-runner-pool",
                "azure-control-plane",
                "azure-runner-pool"
            })
    void thePageListsWhatTheModuleTakesAndGives(String module) throws IOException {
        var page = new ModulePage(MODULES.resolve(module));
        assertEquals(List.of(), page.undescribed());
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(page.file(), page.expected());
        }
        assertEquals(page.expected(), Files.readString(page.file()));
    }

    /** What a command of the page applies first is there to be applied. */
    @ParameterizedTest
    @ValueSource(strings = {"aws-control-plane", "azure-control-plane"})
    void thePagesTargetsAreResourcesOfTheModule(String module) throws IOException {
        var targets = TARGET.matcher(Files.readString(MODULES.resolve(module).resolve("README.md")));
        int found = 0;
        while (targets.find()) {
            found++;
            var declared = "resource \"%s\" \"%s\" {".formatted(targets.group(1), targets.group(2));
            assertTrue(sources(module).contains(declared), declared);
        }
        assertTrue(found > 0);
    }

    @Test
    void everyModuleHasAPage() throws IOException {
        try (Stream<Path> folders = Files.list(MODULES)) {
            folders.filter(folder -> Files.exists(folder.resolve("versions.tf")))
                    .forEach(folder -> assertTrue(Files.exists(folder.resolve("README.md")), folder::toString));
        }
    }

    private static String sources(String module) throws IOException {
        try (Stream<Path> files = Files.list(MODULES.resolve(module))) {
            return files.filter(file -> file.toString().endsWith(".tf"))
                    .map(ModulePagesTest::text)
                    .collect(Collectors.joining());
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
