package dev.landfall.runner.plan;

import dev.landfall.protocol.error.LandfallException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;

/**
 * 32 random bytes in a file that only its owner reads, made on first use. Several runners may share the file: whoever
 * writes it first wins, and the others read what was written.
 */
public final class KeyFile {

    static final int KEY_BYTES = 32;

    private final Path file;
    private final SecureRandom random;

    KeyFile(Path file, SecureRandom random) {
        this.file = file;
        this.random = random;
    }

    /**
     * Puts a key in the place of what is there, at once for whoever reads.
     *
     * @param key 32 bytes
     */
    public static void put(Path file, byte[] key) {
        var target = new KeyFile(file, new SecureRandom());
        target.check(key);
        try {
            var draft = target.draft(key);
            try {
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw target.unusable(e);
        }
    }

    byte[] read() {
        try {
            return check(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return make();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private byte[] make() {
        var key = new byte[KEY_BYTES];
        random.nextBytes(key);
        try {
            var draft = draft(key);
            try {
                Files.createLink(file, draft);
            } finally {
                Files.deleteIfExists(draft);
            }
            return key;
        } catch (FileAlreadyExistsException e) {
            return read();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private Path draft(byte[] key) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        var draft = Files.createTempFile(
                folder,
                ".plan-key",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        write(draft, key);
        return draft;
    }

    private static void write(Path draft, byte[] key) throws IOException {
        try (var channel = FileChannel.open(draft, Set.of(StandardOpenOption.WRITE))) {
            var bytes = ByteBuffer.wrap(key);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private byte[] check(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw LandfallException.unavailable(
                    "The plan key '" + file + "' has " + key.length + " bytes instead of " + KEY_BYTES
                            + ": restore it from a backup, or remove it; plans sealed with it must then be made again.",
                    null);
        }
        return key;
    }

    private LandfallException unusable(IOException e) {
        return LandfallException.unavailable(
                "The plan key '" + file + "' can be neither read nor made: " + e.getMessage()
                        + ". Check the folder's owner and free space.",
                e);
    }
}
