package dev.landfall.functionslocal.signing;

import dev.landfall.functionslocal.file.DurableFile;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.signature.EcKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Keys as private JWK and a certificate in files of mode 0600. */
final class KeyFolder {

    /** A file that is larger is none of these. */
    private static final long MAX_BYTES = 16 * 1024;

    private final Path folder;

    KeyFolder(Path folder) {
        this.folder = folder;
    }

    /** The key of a file; made when it is not there. */
    EcKeys key(String name) {
        var text = read(name);
        if (text.isEmpty()) {
            var fresh = EcKeys.generate();
            write(name, fresh.privateJwk());
            return fresh;
        }
        try {
            return EcKeys.read(text.get());
        } catch (LandfallException e) {
            throw LandfallException.internal(
                    "The key file " + folder.resolve(name) + " is damaged. Restore it from a backup."
                            + " Without one, move the folder away: new keys are made, and every runner has to be registered again.",
                    e);
        }
    }

    Optional<String> read(String name) {
        var file = folder.resolve(name);
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            if (Files.size(file) > MAX_BYTES) {
                throw LandfallException.internal(
                        "The file " + file + " is too large to be a key; restore it from a backup.", null);
            }
            return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw LandfallException.unavailable(
                    "The key file " + file + " could not be read: " + e.getMessage()
                            + ". Check that this user may read it.",
                    e);
        }
    }

    void write(String name, String text) {
        var file = folder.resolve(name);
        try {
            DurableFile.writePrivate(file, text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw LandfallException.unavailable(
                    "The key file " + file + " could not be written: " + e.getMessage()
                            + ". Check the disk's free space and the folder's permissions.",
                    e);
        }
    }
}
