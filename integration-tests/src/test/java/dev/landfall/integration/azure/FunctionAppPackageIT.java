package dev.landfall.integration.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.integration.process.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The zip that goes to Azure: small, and whole without anything from elsewhere. */
final class FunctionAppPackageIT {

    private static final Path ZIP = Path.of("functions-azure/target/landfall-azure.zip");
    private static final long MAX_BYTES = 20_000_000;

    @TempDir
    private Path app;

    @BeforeEach
    void unpack() throws IOException {
        try (var zip = new ZipInputStream(Files.newInputStream(zip()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                var target = app.resolve(entry.getName()).normalize();
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(zip, target);
                }
            }
        }
    }

    @Test
    void theZipIsSmallEnough() throws IOException {
        assertTrue(Files.size(zip()) <= MAX_BYTES, Files.size(zip()) + " bytes");
    }

    @Test
    void everyDefinitionLeadsToAFunctionOfTheJarBesideIt() throws Exception {
        var names = new ArrayList<String>();
        try (var classes = classes()) {
            for (var definition : definitions()) {
                var json = HostSettings.json(definition);
                var jar = definition.resolveSibling(json.path("scriptFile").asString());
                assertTrue(Files.exists(jar), jar + " is not in the zip");
                var entry = json.path("entryPoint").asString();
                int dot = entry.lastIndexOf('.');
                var methods =
                        Class.forName(entry.substring(0, dot), true, classes).getMethods();
                assertTrue(
                        Arrays.stream(methods)
                                .anyMatch(method -> method.getName().equals(entry.substring(dot + 1))),
                        entry);
                names.add(app.relativize(definition.getParent()).toString());
            }
        }
        assertEquals(List.of("events", "http", "tick"), names);
    }

    @Test
    void functionStartsFromTheZipAloneAndSaysThatSettingsAreMissing() throws Exception {
        try (var classes = classes()) {
            var tick = Class.forName("dev.landfall.functionsazure.function.TickFunction", true, classes);
            var run = tick.getMethod("run", String.class);
            var function = tick.getConstructor().newInstance();
            var thrown = assertThrows(InvocationTargetException.class, () -> run.invoke(function, "{}"));
            assertTrue(
                    String.valueOf(thrown.getCause()).contains("The settings of the control plane are wrong"),
                    () -> String.valueOf(thrown.getCause()));
        }
    }

    private static Path zip() {
        var zip = Checkout.root().resolve(ZIP);
        if (!Files.exists(zip)) {
            throw new IllegalStateException(
                    "There is no " + zip + "; run 'mvn package -pl functions-azure -am' in the checkout.");
        }
        return zip;
    }

    private List<Path> definitions() throws IOException {
        try (var files = Files.walk(app)) {
            return files.filter(file -> file.endsWith("function.json")).sorted().toList();
        }
    }

    /** The worker's class path with the application's libraries first; the JDK is all that there is beside. */
    private URLClassLoader classes() throws IOException {
        try (var files = Files.walk(app)) {
            var jars = files.filter(file -> file.toString().endsWith(".jar"))
                    .map(FunctionAppPackageIT::url)
                    .toArray(URL[]::new);
            return new URLClassLoader(jars, ClassLoader.getPlatformClassLoader());
        }
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
