package dev.landfall.functionslocal.host;

import dev.landfall.protocol.error.LandfallException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where a control plane on one machine keeps what: {@code landfall.db}, {@code blobs/}, {@code secrets.enc},
 * {@code keys/} and {@code admin.token}. Only its owner may look inside.
 */
public record DataFolder(Path root) {

    /** Makes the folder when it is absent. */
    static DataFolder open(Path root) {
        var folder = new DataFolder(root.toAbsolutePath().normalize());
        try {
            Files.createDirectories(folder.root());
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(folder.root(), PosixFilePermissions.fromString("rwx------"));
            }
        } catch (IOException e) {
            throw LandfallException.unavailable(
                    "The data folder " + folder.root() + " cannot be used: " + e
                            + ". Name another with --data, or make it writable for this user.",
                    e);
        }
        return folder;
    }

    public Path database() {
        return root.resolve("landfall.db");
    }

    public Path blobs() {
        return root.resolve("blobs");
    }

    public Path secrets() {
        return root.resolve("secrets.enc");
    }

    /** Keys lie apart from what they protect, so that a copy of the data alone opens nothing. */
    public Path keys() {
        return root.resolve("keys");
    }

    public Path adminToken() {
        return root.resolve("admin.token");
    }
}
