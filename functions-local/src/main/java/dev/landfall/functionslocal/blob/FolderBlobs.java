package dev.landfall.functionslocal.blob;

import dev.landfall.controlplane.blob.BlobKey;
import dev.landfall.controlplane.blob.Blobs;
import dev.landfall.functionslocal.file.DurableFile;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.lease.BlobAddress;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * {@link Blobs} as files in a folder. A blob is written to a temporary file, forced to disk, renamed, and its folder
 * forced to disk; what a crash left in the folder of temporary files is removed at the next start.
 *
 * <p>One process has the folder at a time. The file system must tell upper from lower case and know hard links.
 */
public final class FolderBlobs implements Blobs {

    private static final int COPY_BYTES = 64 * 1024;

    /** A folder that a concurrent delete found empty is made again at most this often. */
    private static final int PLACING_ATTEMPTS = 10;

    private final BlobFiles files;
    private final Path temporaries;
    private final BlobAddressSigner addresses;

    /**
     * @param folder made when it is not there
     * @throws LandfallException UNAVAILABLE when the folder cannot be written
     */
    public FolderBlobs(Path folder, BlobAddressSigner addresses) {
        this.files = new BlobFiles(folder.resolve("blobs"));
        this.temporaries = folder.resolve("temporary");
        this.addresses = addresses;
        try {
            DurableFile.createFolder(files.root());
            DurableFile.createFolder(temporaries);
            removeOldTemporaries();
        } catch (IOException e) {
            throw unavailable("The folder of blobs " + folder + " could not be prepared", e);
        }
    }

    @Override
    public void put(String key, byte[] bytes) {
        put(key, new ByteArrayInputStream(bytes), bytes.length);
    }

    /**
     * Writes or replaces from a stream, without holding it whole.
     *
     * @throws LandfallException LIMIT when the stream has more than {@code maxBytes}; then nothing changed
     */
    public void put(String key, InputStream bytes, long maxBytes) {
        var target = files.fileOf(key);
        attempt("written", key, () -> {
            var temporary = temporary(bytes, maxBytes);
            try {
                place(target, () -> Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE));
            } finally {
                Files.deleteIfExists(temporary);
            }
            return true;
        });
    }

    @Override
    public boolean putIfAbsent(String key, byte[] bytes) {
        var target = files.fileOf(key);
        return attempt("written", key, () -> {
            var temporary = temporary(new ByteArrayInputStream(bytes), bytes.length);
            try {
                place(target, () -> Files.createLink(target, temporary));
                return true;
            } catch (FileAlreadyExistsException e) {
                return false;
            } finally {
                Files.delete(temporary);
            }
        });
    }

    @Override
    public Optional<byte[]> find(String key) {
        var file = files.fileOf(key);
        return attempt("read", key, () -> {
            try {
                return Optional.of(Files.readAllBytes(file));
            } catch (NoSuchFileException e) {
                return Optional.empty();
            }
        });
    }

    @Override
    public Optional<InputStream> open(String key) {
        var file = files.fileOf(key);
        return attempt("read", key, () -> {
            try {
                return Optional.of(Files.newInputStream(file));
            } catch (NoSuchFileException | FileNotFoundException e) {
                return Optional.empty();
            }
        });
    }

    @Override
    public List<String> list(String prefix, String after, int limit) {
        BlobKey.requireLimit(limit);
        return attempt("listed", prefix, () -> files.list(prefix, after, limit));
    }

    @Override
    public void delete(String key) {
        var file = files.fileOf(key);
        attempt("deleted", key, () -> {
            if (Files.deleteIfExists(file)) {
                files.removeEmptyFolders(DurableFile.folderOf(file));
            }
            return true;
        });
    }

    @Override
    public BlobAddress readAddress(String key, Duration validFor) {
        return addresses.read(key, validFor);
    }

    @Override
    public BlobAddress writeAddress(String key, Duration validFor, long maxBytes) {
        return addresses.write(key, validFor, maxBytes);
    }

    private Path temporary(InputStream bytes, long maxBytes) throws IOException {
        var temporary = temporaries.resolve(UUID.randomUUID().toString());
        boolean complete = false;
        try (var channel = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            copy(bytes, channel, maxBytes);
            channel.force(true);
            complete = true;
        } finally {
            if (!complete) {
                Files.deleteIfExists(temporary);
            }
        }
        return temporary;
    }

    private static void copy(InputStream bytes, FileChannel channel, long maxBytes) throws IOException {
        var buffer = new byte[COPY_BYTES];
        long total = 0;
        for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
            total += read;
            if (total > maxBytes) {
                throw LandfallException.limit(
                        "The upload was refused: it has more than the " + maxBytes + " bytes that its address allows.");
            }
            var chunk = ByteBuffer.wrap(buffer, 0, read);
            while (chunk.hasRemaining()) {
                channel.write(chunk);
            }
        }
    }

    private static void place(Path target, FileStep step) throws IOException {
        var folder = DurableFile.folderOf(target);
        for (int attempt = 1; ; attempt++) {
            try {
                DurableFile.createFolder(folder);
                step.run();
                DurableFile.syncFolder(folder);
                return;
            } catch (NoSuchFileException e) {
                if (attempt == PLACING_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private void removeOldTemporaries() throws IOException {
        try (var old = Files.newDirectoryStream(temporaries)) {
            for (Path file : old) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static <T> T attempt(String what, String key, FileWork<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw unavailable("The blob '" + key + "' could not be " + what, e);
        }
    }

    private static LandfallException unavailable(String what, IOException e) {
        return LandfallException.unavailable(
                what + ": " + e.getMessage() + ". Check the disk's free space and the folder's permissions.", e);
    }

    private interface FileStep {
        void run() throws IOException;
    }

    private interface FileWork<T> {
        T run() throws IOException;
    }
}
