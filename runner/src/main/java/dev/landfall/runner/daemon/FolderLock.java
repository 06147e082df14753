package dev.landfall.runner.daemon;

import dev.landfall.protocol.error.LandfallException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One process per runner folder: two would sweep each other's jobs away. The system releases it with the process. */
final class FolderLock implements AutoCloseable {

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * @throws LandfallException CONFLICT when another process has it
     */
    static FolderLock take(Path directory) {
        try {
            Files.createDirectories(directory);
            var channel = FileChannel.open(
                    directory.resolve("runner.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel)) {
                return new FolderLock(channel);
            }
            channel.close();
        } catch (IOException e) {
            throw new LandfallException(
                    dev.landfall.protocol.error.ErrorKind.INVALID,
                    "The runner's folder " + directory + " cannot be used: " + e.getMessage()
                            + ". Make it writable for the runner's user, or set LANDFALL_RUNNER_DIR.",
                    e);
        }
        throw LandfallException.conflict("Another runner process uses the folder " + directory
                + ". Stop it first, or give this one its own LANDFALL_RUNNER_DIR and registration.");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw LandfallException.internal("The lock of the runner's folder could not be released.", e);
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }
}
