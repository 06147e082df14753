package dev.landfall.runner.isolation;

import dev.landfall.protocol.error.LandfallException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Hands out user ids, each to one attempt at a time, among all runners of the machine: a lock on a file per id, which ends with
 * the process that has it. Thread-safe.
 */
final class JobUsers {

    private final UserRange range;
    private final Path folder;
    private final Set<Integer> taken = new TreeSet<>();
    private int next;

    /** @param folder of the lock files, the same for all runners of the machine */
    JobUsers(UserRange range, Path folder) {
        this.range = range;
        this.folder = folder;
        this.next = range.first();
    }

    /** An id that is held. */
    record Held(int id, FileChannel lock) implements AutoCloseable {

        @Override
        public void close() {
            try {
                lock.close();
            } catch (IOException e) {
                throw LandfallException.unavailable("The lock of user id " + id + " could not be released.", e);
            }
        }
    }

    /**
     * The least recently used id that is free.
     *
     * @throws LandfallException LIMIT when all are in use
     */
    synchronized Held take() {
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            int size = range.last() - range.first() + 1;
            for (int i = 0; i < size; i++) {
                int id = next;
                next = id == range.last() ? range.first() : id + 1;
                var held = lock(id);
                if (held != null) {
                    taken.add(id);
                    return held;
                }
            }
            throw LandfallException.limit("All user ids of jobs (" + range
                    + ") are in use: give the runner more with LANDFALL_RUNNER_JOB_UIDS.");
        } catch (IOException e) {
            throw LandfallException.unavailable("The folder " + folder + " of the jobs' users cannot be used.", e);
        }
    }

    /** All ids that were handed out here, also those that are free again. */
    synchronized Set<Integer> taken() {
        return Set.copyOf(taken);
    }

    private @Nullable Held lock(int id) throws IOException {
        var channel =
                FileChannel.open(folder.resolve("uid-" + id), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return new Held(id, channel);
            }
        } catch (OverlappingFileLockException e) {
            // another attempt of this process has it
        }
        channel.close();
        return null;
    }
}
