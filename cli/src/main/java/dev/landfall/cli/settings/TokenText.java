package dev.landfall.cli.settings;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads an API token from a file: its first line. */
final class TokenText {

    /** Longest token file, in bytes; anything longer is not a token. */
    private static final int MAX_BYTES = 4096;

    private TokenText() {}

    static Optional<String> ofFile(@Nullable String path) {
        return path == null ? Optional.empty() : ofFile(Path.of(path));
    }

    static Optional<String> ofFile(@Nullable Path path) {
        return path == null ? Optional.empty() : Optional.of(read(path));
    }

    private static String read(Path path) {
        try {
            if (Files.size(path) > MAX_BYTES) {
                throw LandfallException.invalid(
                        "The token file " + path + " has more than " + MAX_BYTES + " bytes; it is not a token.");
            }
            return Files.readString(path).lines().findFirst().map(String::strip).orElse("");
        } catch (IOException e) {
            throw new LandfallException(
                    ErrorKind.INVALID, "The token file " + path + " could not be read; check --token-file.", e);
        }
    }
}
