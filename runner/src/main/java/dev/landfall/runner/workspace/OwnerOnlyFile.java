package dev.landfall.runner.workspace;

import dev.landfall.protocol.error.LandfallException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/**
 * Files that must survive a crash of the machine and that nobody but the runner's user may read (0600): there whole or not
 * at all. Each method throws UNAVAILABLE when the disk fails.
 */
public final class OwnerOnlyFile {

    private static final int COPIED_BYTES_AT_ONCE = 1 << 20;

    private OwnerOnlyFile() {}

    /** Makes or replaces a file. On the disk when this returns. */
    public static void write(Path file, byte[] bytes) {
        replace(file, target -> {
            var rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                target.write(rest);
            }
        });
    }

    /** Makes or replaces a file with what is in another, of any size. On the disk when this returns. */
    public static void copy(Path source, Path file) {
        replace(file, target -> {
            try (var in = FileChannel.open(source, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
                long copied = 0;
                while (copied < in.size()) {
                    copied += in.transferTo(copied, COPIED_BYTES_AT_ONCE, target);
                }
            }
        });
    }

    private static void replace(Path file, Filling filling) {
        var folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        var unfinished = folder.resolve(file.getFileName() + ".new");
        try {
            OwnerOnly.ensureDirectory(folder);
            Files.deleteIfExists(unfinished);
            try (var channel = FileChannel.open(
                    unfinished,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                filling.fill(channel);
                channel.force(true);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        } catch (IOException e) {
            throw LandfallException.unavailable(
                    "The file " + file + " could not be written: " + e.getMessage()
                            + ". Check the disk and the rights of the runner's folder.",
                    e);
        }
    }

    @FunctionalInterface
    private interface Filling {
        void fill(FileChannel channel) throws IOException;
    }
}
