package dev.landfall.runner.supervisor;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.lease.Lease;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * What the runner asks of its supervisor, in {@code update/request.json} of its folder. The supervisor believes nothing of it: it
 * verifies the manifest itself.
 *
 * @param lease of the job, under which its end will be reported
 * @param manifest JWS compact of a release manifest
 * @param from address below which the archives lie
 */
record UpdateRequest(Lease lease, String manifest, URI from) {

    private static final String FOLDER = "update";
    private static final long MAX_BYTES = 64 << 10;

    static Path file(Path runnerFolder) {
        return runnerFolder.resolve(FOLDER).resolve("request.json");
    }

    /** Empty when nothing is asked, or nothing that can be read. */
    static Optional<UpdateRequest> find(Path runnerFolder) {
        var file = file(runnerFolder);
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > MAX_BYTES) {
                return Optional.empty();
            }
            return Optional.of(Json.read(Files.readString(file), UpdateRequest.class));
        } catch (IOException | LandfallException e) {
            return Optional.empty();
        }
    }

    void write(Path runnerFolder) throws IOException {
        var file = file(runnerFolder);
        Files.createDirectories(runnerFolder.resolve(FOLDER));
        var temporary = file.resolveSibling("request.json.new");
        Files.writeString(temporary, Json.writeString(this));
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }

    static void remove(Path runnerFolder) throws IOException {
        Files.deleteIfExists(file(runnerFolder));
    }
}
