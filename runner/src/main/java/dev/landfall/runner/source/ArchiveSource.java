package dev.landfall.runner.source;

import dev.landfall.formats.files.ArchiveLimits;
import dev.landfall.formats.files.ConfigArchive;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.job.SourceRef;
import dev.landfall.runner.cache.ArchiveCache;
import dev.landfall.runner.job.JobContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Unpacks a config archive of the blob store, which is kept between jobs. Thread-safe. */
public final class ArchiveSource {

    private final ArchiveCache cache;

    public ArchiveSource(ArchiveCache cache) {
        this.cache = cache;
    }

    /** As {@link Sources#fetch}. */
    public Path fetch(SourceRef.Archive source, Path target, JobContext context) {
        var bytes = cache.bytes(source.sha256(), () -> context.blobs().get(source.blob(), source.sha256()));
        try {
            Files.createDirectories(target);
            var unpacked = ConfigArchive.unpack(new ByteArrayInputStream(bytes), target, ArchiveLimits.CONFIG);
            if (unpacked.value().isEmpty()) {
                throw LandfallException.invalid("The config archive cannot be unpacked: " + unpacked.report());
            }
        } catch (IOException e) {
            throw LandfallException.unavailable(
                    "The config archive could not be unpacked: " + e.getMessage() + ". Check the work folder's disk.",
                    e);
        }
        return FolderInside.resolve(target, source.directory());
    }
}
