package dev.landfall.runner.supervisor;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;

/** How far something is, in a file of the supervisor's folder. Everybody may read it: the runner reports from it how its job ended. */
final class StateFile {

    private StateFile() {}

    /**
     * @throws LandfallException INTERNAL when there is one that cannot be read
     */
    static <T> Optional<T> find(Path file, Class<T> type) {
        try {
            return Files.exists(file) ? Optional.of(Json.read(Files.readString(file), type)) : Optional.empty();
        } catch (IOException | LandfallException e) {
            throw LandfallException.internal(
                    "The supervisor's state in " + file + " could not be read. When no update is under way, remove it.",
                    e);
        }
    }

    /** On disk when this returns, whatever happens then. */
    static void write(Path file, Object state) {
        var temporary = file.resolveSibling(file.getFileName() + ".new");
        try {
            try (var channel = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                var bytes = StandardCharsets.UTF_8.encode(Json.writeString(state));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            try (var folder = FileChannel.open(Objects.requireNonNull(file.getParent()), StandardOpenOption.READ)) {
                folder.force(true);
            }
        } catch (IOException e) {
            throw LandfallException.internal("The supervisor's state could not be written to " + file + ".", e);
        }
    }
}
