package dev.landfall.functionslocal.sqlite;

import dev.landfall.protocol.error.LandfallException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second control plane away from the same file: an operating system's lock on a file beside it, which ends with
 * the process however that ends. The file names the process for the message.
 */
final class StoreLock implements AutoCloseable {

    private final FileChannel channel;

    private StoreLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * @throws LandfallException UNAVAILABLE when another control plane has it
     */
    static StoreLock take(Path database) {
        var file = database.resolveSibling(database.getFileName() + ".lock");
        try {
            var channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw inUse(database, file);
            }
            channel.truncate(0);
            var pid = String.valueOf(ProcessHandle.current().pid());
            channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
            return new StoreLock(channel);
        } catch (IOException e) {
            throw LandfallException.unavailable(
                    "The lock file " + file + " could not be written: " + e.getMessage()
                            + ". Give this user write access to the folder, or choose another one.",
                    e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // the lock ends with the process in any case
            return;
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static LandfallException inUse(Path database, Path lockFile) throws IOException {
        return LandfallException.unavailable(
                "The database " + database + " is in use by another control plane (process "
                        + Files.readString(lockFile) + "). Stop that one, or start this one with another data folder.",
                null);
    }
}
