package dev.landfall.emulators;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A configuration file that lives as long as the start of the server that reads it. */
record TemporaryFile(Path path) implements AutoCloseable {

    static TemporaryFile of(String suffix, String text) {
        try {
            var file = new TemporaryFile(Files.createTempFile("landfall-emulator-", suffix));
            file.write(text);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("The configuration of an emulator could not be written.", e);
        }
    }

    void write(String text) {
        try {
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException("The configuration of an emulator could not be written.", e);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException("The configuration of an emulator could not be removed.", e);
        }
    }
}
