package dev.landfall.runner.workspace;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.landfall.protocol.error.LandfallException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that only the job's own user reads. Each method throws UNAVAILABLE when the disk fails. */
public final class PrivateFiles {

    private PrivateFiles() {}

    /** Makes or replaces a file, mode 0600. */
    public static void write(Path file, String text) {
        write(file, text.getBytes(UTF_8));
    }

    /** Makes or replaces a file, mode 0600. */
    public static void write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.deleteIfExists(file);
            try (var channel = Files.newByteChannel(
                    file,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                var rest = ByteBuffer.wrap(bytes);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
            }
        } catch (IOException e) {
            throw failed("written", file, e);
        }
    }

    /** @throws LandfallException LIMIT when the file has more bytes than that */
    public static byte[] read(Path file, long maxBytes) {
        try {
            if (Files.size(file) > maxBytes) {
                throw LandfallException.limit("The file '" + file.getFileName() + "' has more than the " + maxBytes
                        + " bytes that are allowed.");
            }
            try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                return in.readAllBytes();
            }
        } catch (IOException e) {
            throw failed("read", file, e);
        }
    }

    /** Makes a folder where there is none. */
    public static Path folder(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw failed("made", folder, e);
        }
    }

    /** Removes the file if it is there. */
    public static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw failed("removed", file, e);
        }
    }

    private static LandfallException failed(String what, Path file, IOException e) {
        return LandfallException.unavailable(
                "The file '" + file.getFileName() + "' of the job could not be " + what + ": " + e.getMessage()
                        + ". Check the disk of the runner's work folder.",
                e);
    }
}
