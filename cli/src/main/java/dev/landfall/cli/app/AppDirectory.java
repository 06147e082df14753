package dev.landfall.cli.app;

import dev.landfall.formats.appconfig.AppConfig;
import dev.landfall.formats.appconfig.AppConfigReader;
import dev.landfall.formats.files.ConfigArchive;
import dev.landfall.formats.files.ConfigFiles;
import dev.landfall.formats.problem.Problem;
import dev.landfall.formats.problem.Reading;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

/** An app config directory on this machine. */
public final class AppDirectory {

    private static final String FIRST_FILE = "metadata.toml";

    private final Path directory;

    /**
     * @throws LandfallException INVALID when it is no directory
     */
    public AppDirectory(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw LandfallException.invalid("'" + directory + "' is not a directory. Name an app config directory: one"
                    + " with " + FIRST_FILE + ", components/ and so on.");
        }
        this.directory = directory;
    }

    /** The name that the app has unless one is given: the directory's. */
    public String defaultName() {
        var name = directory.toAbsolutePath().normalize().getFileName();
        return name == null ? "app" : name.toString();
    }

    /**
     * The gzipped tar that the API takes.
     *
     * @throws LandfallException INVALID with each problem
     */
    public byte[] archive() {
        try {
            return require(ConfigArchive.pack(directory), "could not be packed");
        } catch (IOException e) {
            throw new LandfallException(
                    ErrorKind.INVALID, "The directory " + directory + " could not be read: " + e.getMessage(), e);
        }
    }

    /** The config, or what is wrong with it, read the way the control plane reads it. */
    public Reading<AppConfig> read() {
        return AppConfigReader.read(require(ConfigFiles.ofArchive(archive()), "could not be read"));
    }

    /**
     * The config.
     *
     * @throws LandfallException INVALID with each problem, file and line first
     */
    public AppConfig config() {
        return require(read(), "has problems");
    }

    <T> T require(Reading<T> reading, String failure) {
        return reading.value().orElseThrow(() -> {
            var problems = new ArrayList<String>();
            reading.problems().stream().map(Problem::toString).forEach(problems::add);
            return LandfallException.invalid(
                    "The app config in " + directory + " " + failure + " (" + problems.size() + "):", problems);
        });
    }
}
