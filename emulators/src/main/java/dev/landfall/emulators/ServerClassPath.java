package dev.landfall.emulators;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The class path of an emulator, as the build wrote it into {@code emulators/servers/<name>/target}. */
final class ServerClassPath {

    /** Where to look when the working directory is not inside a checkout: the folder {@code emulators}. */
    private static final String FOLDER_PROPERTY = "landfall.emulators";

    private ServerClassPath() {}

    static String of(String server) {
        var file = folder().resolve("servers").resolve(server).resolve("target/server.classpath");
        if (!Files.exists(file)) {
            throw new IllegalStateException("The class path of the emulator '" + server + "' is not at " + file
                    + "; run 'mvn generate-resources -pl emulators/servers/" + server + "' in the checkout.");
        }
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("The class path of the emulator '" + server + "' could not be read.", e);
        }
    }

    /** The folder {@code emulators} of the checkout in which the tests run. */
    static Path folder() {
        var named = System.getProperty(FOLDER_PROPERTY);
        if (named != null) {
            return Path.of(named);
        }
        for (var at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("emulators/servers"))) {
                return at.resolve("emulators");
            }
        }
        throw new IllegalStateException("No folder above " + Path.of("").toAbsolutePath()
                + " has emulators/servers in it; run the tests in a checkout, or name the folder emulators with -D"
                + FOLDER_PROPERTY + ".");
    }
}
