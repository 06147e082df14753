package dev.landfall.formats.files;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Decides entry by entry whether it may come in; counts what came in so far. */
final class ArchiveGate {

    private static final int MAX_PATH_BYTES = 1_000;
    private static final int MAX_SEGMENT_BYTES = 255;

    private final ArchiveLimits limits;
    private final Set<String> files = new HashSet<>();
    private final Set<String> directories = new HashSet<>();
    private long bytes;

    ArchiveGate(ArchiveLimits limits) {
        this.limits = limits;
    }

    /** Why the file is refused, or empty when it may come in. */
    Optional<String> admitFile(String path, long size) {
        return badPath(path).or(() -> limit(size)).or(() -> clash(path)).or(() -> {
            files.add(path);
            bytes += size;
            return Optional.empty();
        });
    }

    /** Why the directory is refused, or empty when it may come in. */
    Optional<String> admitDirectory(String path) {
        return badPath(path).or(() -> limit(0)).or(() -> {
            if (files.contains(path)) {
                return Optional.of("The path is a file and a directory at once.");
            }
            return enclosing(path).or(() -> {
                directories.add(path);
                return Optional.empty();
            });
        });
    }

    private Optional<String> limit(long size) {
        if (size > limits.maxFileBytes()) {
            return Optional.of("The file has " + size + " bytes; at most " + limits.maxFileBytes()
                    + " are allowed. Keep large files in a repository or a bucket and refer to them.");
        }
        if (files.size() + directories.size() >= limits.maxFiles()) {
            return Optional.of("There are more than " + limits.maxFiles() + " files.");
        }
        return bytes + size > limits.maxTotalBytes()
                ? Optional.of("The files together exceed " + limits.maxTotalBytes() + " bytes.")
                : Optional.empty();
    }

    private Optional<String> clash(String path) {
        if (files.contains(path)) {
            return Optional.of("The path occurs twice.");
        }
        return directories.contains(path)
                ? Optional.of("The path is a file and a directory at once.")
                : enclosing(path);
    }

    /** Notes the directories above a path; a file among them is a clash. */
    private Optional<String> enclosing(String path) {
        for (var slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            var above = path.substring(0, slash);
            if (files.contains(above)) {
                return Optional.of("'" + above + "' is a file and a directory at once.");
            }
            directories.add(above);
        }
        return directories.size() + files.size() > limits.maxFiles()
                ? Optional.of("There are more than " + limits.maxFiles() + " files.")
                : Optional.empty();
    }

    static Optional<String> badPath(String path) {
        if (path.isEmpty() || path.startsWith("/")) {
            return Optional.of("The path '" + path + "' is not relative.");
        }
        if (path.getBytes(StandardCharsets.UTF_8).length > MAX_PATH_BYTES) {
            return Optional.of("The path is longer than " + MAX_PATH_BYTES + " bytes.");
        }
        if (path.chars().anyMatch(c -> c < ' ' || c == 0x7f || c == '\\' || c == 0xFFFD)) {
            return Optional.of(
                    "The path '" + path + "' has a backslash, a control character or bytes that are not UTF-8.");
        }
        for (var segment : path.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                return Optional.of("The path '" + path + "' leaves the directory or is not in its plain form.");
            }
            if (segment.getBytes(StandardCharsets.UTF_8).length > MAX_SEGMENT_BYTES) {
                return Optional.of("A name in the path is longer than " + MAX_SEGMENT_BYTES + " bytes.");
            }
        }
        return Optional.empty();
    }
}
