package dev.landfall.functionslocal.host;

import dev.landfall.controlplane.ControlPlane;
import dev.landfall.functionslocal.file.DurableFile;
import dev.landfall.protocol.error.LandfallException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The admin token of the person at this machine, kept in a file that only its owner can read. */
final class AdminToken {

    private AdminToken() {}

    /** Reads the token; a new store gets its org first, a lost file a new token. */
    static String of(ControlPlane controlPlane, String orgName, Path file) {
        var made = controlPlane.bootstrap(orgName);
        if (made.isPresent()) {
            return keep(made.get().adminToken(), file);
        }
        if (Files.exists(file)) {
            return read(file);
        }
        return keep(controlPlane.issueAdminToken(controlPlane.orgs().getFirst().id()), file);
    }

    private static String keep(String token, Path file) {
        try {
            DurableFile.writePrivate(file, token.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw LandfallException.unavailable(
                    "The admin token could not be kept in " + file + ": " + e + ". Make the folder writable.", e);
        }
        return token;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw LandfallException.unavailable(
                    "The admin token in " + file + " cannot be read: " + e + ". Make it readable, or delete it to get a"
                            + " new one at the next start.",
                    e);
        }
    }
}
