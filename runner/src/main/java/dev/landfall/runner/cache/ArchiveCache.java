package dev.landfall.runner.cache;

import dev.landfall.protocol.digest.Sha256;
import dev.landfall.protocol.error.LandfallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Config archives by their SHA-256. What is taken out has been checked against its digest again, so a damaged file is
 * as if it were not there. Thread-safe, also between processes that share the folder.
 */
public final class ArchiveCache {

    /** All archives together; the longest unused go first. */
    static final long MAX_BYTES = 256L << 20;

    /** Larger archives are refused: an upload may have 5 MiB. */
    static final long MAX_ARCHIVE_BYTES = 16L << 20;

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private final Path folder;
    private final InstantSource clock;
    private final long maxBytes;

    public ArchiveCache(Path folder, InstantSource clock) {
        this(folder, clock, MAX_BYTES);
    }

    ArchiveCache(Path folder, InstantSource clock, long maxBytes) {
        this.folder = folder;
        this.clock = clock;
        this.maxBytes = maxBytes;
    }

    /** Where an archive comes from when it is not kept here. */
    @FunctionalInterface
    public interface Download {
        Path get();
    }

    /**
     * The archive's bytes.
     *
     * @throws LandfallException INVALID when the digest is none or the downloaded bytes have another; LIMIT
     */
    public byte[] bytes(String sha256, Download download) {
        if (!DIGEST.matcher(sha256).matches()) {
            throw LandfallException.invalid("'" + sha256 + "' is no SHA-256 of an archive.");
        }
        try {
            var kept = kept(sha256);
            return kept.isPresent() ? kept.get() : fetched(sha256, download.get());
        } catch (IOException e) {
            throw LandfallException.unavailable(
                    "The archive cache '" + folder + "' cannot be used: " + e.getMessage() + ". Check its disk.", e);
        }
    }

    private Optional<byte[]> kept(String sha256) throws IOException {
        var file = folder.resolve(sha256);
        try {
            var bytes = Files.readAllBytes(file);
            if (Sha256.hex(bytes).equals(sha256)) {
                Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
                return Optional.of(bytes);
            }
            Files.deleteIfExists(file);
            return Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private byte[] fetched(String sha256, Path downloaded) throws IOException {
        if (Files.size(downloaded) > MAX_ARCHIVE_BYTES) {
            throw LandfallException.limit("The archive has more than " + MAX_ARCHIVE_BYTES + " bytes.");
        }
        var bytes = Files.readAllBytes(downloaded);
        if (!Sha256.hex(bytes).equals(sha256)) {
            throw LandfallException.invalid(
                    "The archive's bytes are not those that the job names: sync the app again.");
        }
        keep(sha256, bytes);
        return bytes;
    }

    private void keep(String sha256, byte[] bytes) throws IOException {
        Files.createDirectories(folder);
        var draft = Files.createTempFile(folder, ".draft", "");
        try {
            Files.write(draft, bytes);
            Files.setLastModifiedTime(draft, FileTime.from(clock.instant()));
            Files.move(draft, folder.resolve(sha256), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
        for (var path : Eviction.choose(entries(), maxBytes)) {
            Files.deleteIfExists(path);
        }
    }

    private List<Eviction.Entry> entries() throws IOException {
        var entries = new ArrayList<Eviction.Entry>();
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                entry(file).ifPresent(entries::add);
            }
        }
        return entries;
    }

    private static Optional<Eviction.Entry> entry(Path file) throws IOException {
        try {
            return Optional.of(new Eviction.Entry(
                    file, Files.size(file), Files.getLastModifiedTime(file).toInstant()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
