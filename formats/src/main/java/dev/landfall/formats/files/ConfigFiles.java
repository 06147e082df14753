package dev.landfall.formats.files;

import dev.landfall.formats.problem.Location;
import dev.landfall.formats.problem.Problems;
import dev.landfall.formats.problem.Reading;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files of a directory, in memory: relative path (with {@code /}) to bytes, sorted. Within {@link ArchiveLimits#CONFIG}.
 *
 * <p>Immutable and thread-safe; the byte arrays handed out are shared and must not be changed.
 */
public final class ConfigFiles {

    private final SortedMap<String, byte[]> files;

    private ConfigFiles(SortedMap<String, byte[]> files) {
        this.files = Collections.unmodifiableSortedMap(files);
    }

    /** Checks paths and limits. The arrays are not copied. */
    public static Reading<ConfigFiles> of(Map<String, byte[]> files) {
        var problems = new Problems();
        var gate = new ArchiveGate(ArchiveLimits.CONFIG);
        var accepted = new TreeMap<String, byte[]>();
        files.forEach((path, bytes) -> gate.admitFile(path, bytes.length)
                .ifPresentOrElse(
                        message -> problems.add(Location.startOf(path), message), () -> accepted.put(path, bytes)));
        return problems.reading(() -> new ConfigFiles(accepted));
    }

    /** These files and others, which win where both have a path. */
    public Reading<ConfigFiles> with(Map<String, byte[]> others) {
        var all = new TreeMap<>(files);
        all.putAll(others);
        return of(all);
    }

    /** The files of a gzipped tar, as {@link ConfigArchive#pack} writes it. Everything but files and directories is refused. */
    public static Reading<ConfigFiles> ofArchive(byte[] tarGz) {
        return ConfigArchive.files(tarGz);
    }

    /** Sorted. */
    public List<String> paths() {
        return List.copyOf(files.keySet());
    }

    /** Paths of the files in a directory and below it, sorted. {@code .} is the root. */
    public List<String> pathsUnder(String directory) {
        if (directory.equals(".")) {
            return paths();
        }
        return List.copyOf(files.subMap(directory + "/", directory + "0").keySet());
    }

    public boolean contains(String path) {
        return files.containsKey(path);
    }

    /** Whether any file lies in this directory or below it. */
    public boolean hasDirectory(String directory) {
        return !pathsUnder(directory).isEmpty();
    }

    public Optional<byte[]> bytes(String path) {
        return Optional.ofNullable(files.get(path));
    }

    /** The file as UTF-8 text without a byte order mark. Empty with a problem when it is missing or not UTF-8 text. */
    public Optional<String> text(String path, Problems problems) {
        var bytes = files.get(path);
        if (bytes == null) {
            problems.add(Location.startOf(path), "The file does not exist.");
            return Optional.empty();
        }
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.indexOf('\0') >= 0) {
                problems.add(Location.startOf(path), "The file is binary; expected UTF-8 text.");
                return Optional.empty();
            }
            return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            problems.add(Location.startOf(path), "The file is not UTF-8 text; save it as UTF-8.");
            return Optional.empty();
        }
    }
}
