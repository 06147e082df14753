package dev.landfall.functionsaws.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * SnapStart keeps the memory of an initialised function and starts many from it. What must not be in there is not even
 * loaded when the handlers have been made: no client, no socket, no source of chance.
 */
class SnapshotIT {

    private static final List<Class<?>> HANDLERS =
            List.of(HttpHandler.class, EventsHandler.class, TickHandler.class, BootstrapHandler.class);
    private static final List<String> ABSENT = List.of(
            "software.amazon.awssdk.",
            "java.security.SecureRandom ",
            "java.util.Random ",
            "java.net.Socket ",
            "java.net.HttpURLConnection ",
            "java.net.http.",
            "sun.nio.ch.SocketChannelImpl ");

    @Test
    void handlersAreMadeWithoutEnvironmentClientsChanceAndConnections(@TempDir Path folder) throws Exception {
        var loaded = folder.resolve("loaded.log");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load=info:file=" + loaded + "::filecount=0",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Initialisation.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        process.environment().clear();
        var running = process.start();
        assertTrue(running.waitFor(60, TimeUnit.SECONDS), "the process did not end");
        assertEquals(0, running.exitValue(), Files.readString(folder.resolve("output")));
        var classes = Files.readAllLines(loaded);
        assertTrue(
                classes.stream().anyMatch(line -> line.contains(HttpHandler.class.getName() + " ")),
                "the log of loaded classes was not read right");
        assertEquals(
                List.of(),
                classes.stream()
                        .filter(line -> ABSENT.stream().anyMatch(line::contains))
                        .toList());
    }

    /** What Lambda does before it takes the snapshot. */
    static final class Initialisation {

        private Initialisation() {}

        public static void main(String[] arguments) throws ReflectiveOperationException {
            for (var handler : HANDLERS) {
                handler.getConstructor().newInstance();
            }
        }
    }
}
