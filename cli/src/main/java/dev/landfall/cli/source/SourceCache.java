package dev.landfall.cli.source;

import dev.landfall.formats.appconfig.RemoteContents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Contents on this machine by their SHA-256, below {@code $XDG_CACHE_HOME/landfall} or {@code ~/.cache/landfall}. What is damaged is
 * as if it were not there. A cache that cannot be written to is none, which stops nothing.
 */
final class SourceCache {

    /** At 1 MiB each, a GiB at most; the oldest go. */
    private static final int MAX_FILES = 1_000;

    private final Optional<Path> folder;

    SourceCache(Optional<Path> folder) {
        this.folder = folder;
    }

    /** Where it is by the variables of this run. */
    static SourceCache locate(Function<String, Optional<String>> variable) {
        return new SourceCache(variable.apply("XDG_CACHE_HOME")
                .map(Path::of)
                .filter(Path::isAbsolute)
                .or(() -> variable.apply("HOME").map(home -> Path.of(home, ".cache")))
                .map(cache -> cache.resolve("landfall").resolve("sources")));
    }

    Optional<byte[]> get(String sha256) {
        return folder.flatMap(cache -> read(cache.resolve(sha256), sha256));
    }

    /** The same of any folder that holds contents by their digests. */
    static Optional<byte[]> read(Path file, String sha256) {
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    || Files.size(file) > FetchLimits.DEFAULT.bytes()) {
                return Optional.empty();
            }
            return Optional.of(Files.readAllBytes(file))
                    .filter(contents -> RemoteContents.sha256(contents).equals(sha256));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    void put(byte[] contents) {
        folder.ifPresent(cache -> {
            try {
                Files.createDirectories(cache);
                var part = Files.createTempFile(cache, ".part", "");
                try {
                    Files.write(part, contents);
                    Files.move(
                            part,
                            cache.resolve(RemoteContents.sha256(contents)),
                            StandardCopyOption.ATOMIC_MOVE,
                            StandardCopyOption.REPLACE_EXISTING);
                } finally {
                    Files.deleteIfExists(part);
                }
                forgetOldest(cache);
            } catch (IOException e) {
                // Without a cache the contents are fetched again the next time, and compared with their pins.
                return;
            }
        });
    }

    private static void forgetOldest(Path cache) throws IOException {
        List<Path> files;
        try (var listed = Files.list(cache)) {
            files = listed.toList();
        }
        if (files.size() <= MAX_FILES) {
            return;
        }
        var oldest = files.stream()
                .sorted(Comparator.comparing(SourceCache::age))
                .limit(files.size() - MAX_FILES)
                .toList();
        for (var file : oldest) {
            Files.deleteIfExists(file);
        }
    }

    private static FileTime age(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }
}
