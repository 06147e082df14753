package dev.landfall.runner.supervisor;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.Optional;

/** One request of the runner to its supervisor, below {@code update} of the runner's folder. It is read as data: with a limit, and through no link. */
final class RequestFile {

    private static final String FOLDER = "update";
    private static final long MAX_BYTES = 64 << 10;

    private RequestFile() {}

    static Path in(Path runnerFolder, String name) {
        return runnerFolder.resolve(FOLDER).resolve(name);
    }

    /** Empty when nothing is asked, or nothing that can be read. */
    static <T> Optional<T> find(Path file, Class<T> type) {
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > MAX_BYTES) {
                return Optional.empty();
            }
            return Optional.of(Json.read(Files.readString(file), type));
        } catch (IOException | LandfallException e) {
            return Optional.empty();
        }
    }

    static void write(Path file, Object request) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        var temporary = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(temporary, Json.writeString(request));
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
