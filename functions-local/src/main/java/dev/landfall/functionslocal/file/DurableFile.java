package dev.landfall.functionslocal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/**
 * Writes files so that after a crash at any moment a reader finds the old bytes or the new ones, and finds the new ones
 * once the call has returned: temporary file, fsync, rename, fsync of the folder.
 */
public final class DurableFile {

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private DurableFile() {}

    /** Writes or replaces a file that only its owner can read (mode 0600 where the system has modes). */
    public static void writePrivate(Path file, byte[] bytes) throws IOException {
        var folder = folderOf(file);
        createPrivateFolder(folder);
        var temporary = folder.resolve(file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            try (var channel = FileChannel.open(
                    temporary, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode("rw-------"))) {
                writeAll(channel, ByteBuffer.wrap(bytes));
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
        syncFolder(folder);
    }

    /** Makes an empty file that only its owner can read, unless there is one. */
    public static void createPrivate(Path file) throws IOException {
        try {
            Files.createFile(file, mode("rw-------"));
        } catch (FileAlreadyExistsException e) {
            // as it should be
            return;
        }
    }

    /** Makes a folder that only its owner can enter (mode 0700 where the system has modes), with its parents. */
    public static void createPrivateFolder(Path folder) throws IOException {
        Files.createDirectories(folder, mode("rwx------"));
    }

    /** Makes the folder and its missing parents durable. */
    public static void createFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        var parent = folderOf(folder);
        createFolder(parent);
        Files.createDirectories(folder);
        syncFolder(parent);
    }

    /** Makes renames and removals in a folder durable. Systems that cannot open a folder do it by themselves. */
    public static void syncFolder(Path folder) throws IOException {
        if (POSIX) {
            try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Makes a file's bytes durable. */
    public static void sync(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** The folder that a file is in. */
    public static Path folderOf(Path file) {
        var parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.force(true);
    }

    private static FileAttribute<?>[] mode(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
