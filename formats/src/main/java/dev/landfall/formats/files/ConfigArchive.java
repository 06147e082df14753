package dev.landfall.formats.files;

import dev.landfall.formats.problem.Location;
import dev.landfall.formats.problem.Problems;
import dev.landfall.formats.problem.Reading;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A directory as a gzipped tar: packed always to the same bytes, unpacked only within limits. */
public final class ConfigArchive {

    /** Where problems with the archive itself are shown. */
    static final String ARCHIVE = "archive";

    private ConfigArchive() {}

    /**
     * Packs a directory: the same content gives the same bytes (sorted, times and owners 0; a file's executable bit is kept).
     * Left out: {@code .git}, {@code .terraform}, {@code *.tfstate*}, and {@code .landfall/sources}, which is given. Symbolic links to something inside the directory are packed as
     * what they point to; others are a problem.
     *
     * @throws IOException when the directory cannot be read
     */
    public static Reading<byte[]> pack(Path directory) throws IOException {
        return pack(directory, Map.of());
    }

    /** The same with files that are not in the directory, by their paths in the archive, none of which the directory has. */
    public static Reading<byte[]> pack(Path directory, Map<String, byte[]> others) throws IOException {
        return new DirectoryPacker(directory, others).pack();
    }

    /** The files of an archive in memory. */
    static Reading<ConfigFiles> files(byte[] tarGz) {
        var problems = new Problems();
        var files = new TreeMap<String, byte[]>();
        try {
            read(new ByteArrayInputStream(tarGz), ArchiveLimits.CONFIG, problems, (entry, content) -> {
                if (entry.isFile()) {
                    files.put(entry.path(), content);
                }
            });
        } catch (IOException e) {
            problems.add(Location.startOf(ARCHIVE), "The archive cannot be read: " + e);
        }
        return problems.isEmpty() ? ConfigFiles.of(files) : problems.reading(() -> null);
    }

    /**
     * Unpacks an archive into an existing, empty directory. Only files and directories come out of it, none outside the target,
     * all within the limits. After a problem the target may be half filled: remove it.
     *
     * @return how many files were written
     * @throws IOException when the stream or the disk fails
     */
    public static Reading<Integer> unpack(InputStream tarGz, Path target, ArchiveLimits limits) throws IOException {
        var problems = new Problems();
        var unpacker = new DirectoryUnpacker(target);
        read(tarGz, limits, problems, unpacker);
        return problems.reading(unpacker::written);
    }

    /** What is done with each entry that passed the gate. */
    interface EntrySink {
        void accept(TarEntry entry, byte[] content) throws IOException;
    }

    private static void read(InputStream tarGz, ArchiveLimits limits, Problems problems, EntrySink sink)
            throws IOException {
        try {
            var overhead = 4L * TarReader.BLOCK_BYTES * (limits.maxFiles() + 4L);
            var tar = new TarReader(new BoundedInput(new GZIPInputStream(tarGz), limits.maxTotalBytes() + overhead));
            var gate = new ArchiveGate(limits);
            for (var entry = tar.next();
                    entry.isPresent() && problems.count() < Reading.MAX_REPORTED;
                    entry = tar.next()) {
                admit(tar, entry.get(), gate, problems, sink);
            }
        } catch (BadArchive e) {
            problems.add(Location.startOf(ARCHIVE), e.told());
        } catch (ZipException | EOFException e) {
            problems.add(Location.startOf(ARCHIVE), "The archive is not gzip, or it is damaged or cut off.");
        }
    }

    private static void admit(TarReader tar, TarEntry entry, ArchiveGate gate, Problems problems, EntrySink sink)
            throws IOException {
        if (entry.isDirectory() && entry.path().equals(".")) {
            return;
        }
        if (!entry.isFile() && !entry.isDirectory()) {
            problems.add(
                    Location.startOf(ARCHIVE),
                    "'" + entry.path() + "' is a link or a special file; only files and directories are allowed.");
            return;
        }
        var refusal = entry.isFile() ? gate.admitFile(entry.path(), entry.size()) : gate.admitDirectory(entry.path());
        if (refusal.isPresent()) {
            problems.add(Location.startOf(ARCHIVE), "'" + entry.path() + "' is refused: " + refusal.get());
            return;
        }
        sink.accept(entry, entry.isFile() ? tar.content(entry) : new byte[0]);
    }
}
