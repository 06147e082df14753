package dev.landfall.formats.files;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.ByteRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever the bytes, the reader answers with files or with problems. */
final class ArchiveFuzzTest {

    @Property(tries = 300)
    void anyBytesGiveFilesOrProblems(@ForAll byte[] bytes) {
        check(bytes);
    }

    @Property(tries = 300)
    void anyBytesInGzipGiveFilesOrProblems(@ForAll @Size(max = 2_000) byte[] bytes) throws IOException {
        check(gzip(bytes));
    }

    @Property(tries = 1_000)
    void changedTarGivesFilesOrProblems(@ForAll @IntRange(max = 4_000) int place, @ForAll @ByteRange byte value)
            throws IOException {
        var tar = tar();
        tar[place % tar.length] = value;

        check(gzip(tar));
    }

    @Property(tries = 500)
    void changedArchiveGivesFilesOrProblems(@ForAll @IntRange(max = 4_000) int place, @ForAll @ByteRange byte value)
            throws IOException {
        var archive = gzip(tar());
        archive[place % archive.length] = value;

        check(archive);
    }

    private static void check(byte[] archive) {
        var reading = ConfigFiles.ofArchive(archive);

        assertTrue(reading.value().isPresent() != !reading.problems().isEmpty());
    }

    private static byte[] tar() throws IOException {
        var bytes = new ByteArrayOutputStream();
        var tar = new TarWriter(bytes);
        tar.file("a.toml", "a = 1\n".getBytes(StandardCharsets.UTF_8), 0644);
        tar.file("x".repeat(150), new byte[700], 0755);
        tar.finish();
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }
}
