package dev.landfall.formats.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.formats.problem.Reading;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigArchiveTest {

    @TempDir
    Path directory;

    @Test
    void packedDirectoryIsUnpackedAsItWas(@TempDir Path target) throws IOException {
        write("a.toml", "a = 1");
        write("deep/er/b.sh", "#!/bin/sh\n");
        assertTrue(directory.resolve("deep/er/b.sh").toFile().setExecutable(true));
        var long1 = "x".repeat(120) + "/" + "ü".repeat(60) + ".tf";
        write(long1, "long name");

        var unpacked = ConfigArchive.unpack(in(pack()), target, ArchiveLimits.CONFIG);

        assertEquals(3, unpacked.orElseThrow());
        assertEquals("a = 1", Files.readString(target.resolve("a.toml")));
        assertEquals("long name", Files.readString(target.resolve(long1)));
        assertTrue(Files.isExecutable(target.resolve("deep/er/b.sh")));
        assertTrue(!Files.isExecutable(target.resolve("a.toml")));
    }

    @Test
    void sameContentGivesTheSameBytes(@TempDir Path other) throws IOException {
        for (var name : List.of("b", "a", "c/d")) {
            write(name, name);
        }
        var first = pack();
        for (var name : List.of("c/d", "a", "b")) {
            var file = other.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, name);
            Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        }

        assertArrayEquals(first, ConfigArchive.pack(other).orElseThrow());
    }

    @Test
    void repositoriesProvidersAndStateAreLeftOut() throws IOException {
        write("main.tf", "");
        write(".git/config", "secret");
        write("modules/x/.git", "gitdir: elsewhere");
        write("modules/x/.terraform/providers/p", "big");
        write("modules/x/.terraform.lock.hcl", "kept");
        write("terraform.tfstate", "{}");
        write("modules/x/terraform.tfstate.backup", "{}");
        write("modules/x/.terraform.tfstate.lock.info", "{}");

        assertEquals(
                List.of("main.tf", "modules/x/.terraform.lock.hcl"),
                ConfigFiles.ofArchive(pack()).orElseThrow().paths());
    }

    @Test
    void linkInsideIsFollowedAndLinkOutsideIsRefused(@TempDir Path elsewhere) throws IOException {
        write("real/a.txt", "a");
        Files.createSymbolicLink(directory.resolve("link"), directory.resolve("real"));
        assertEquals(
                List.of("link/a.txt", "real/a.txt"),
                ConfigFiles.ofArchive(pack()).orElseThrow().paths());

        Files.writeString(elsewhere.resolve("secret"), "s");
        Files.createSymbolicLink(directory.resolve("out"), elsewhere.resolve("secret"));
        Files.createSymbolicLink(directory.resolve("dir"), elsewhere);
        Files.createSymbolicLink(directory.resolve("gone"), elsewhere.resolve("nothing"));

        assertEquals(
                List.of("dir", "gone", "out"),
                ConfigArchive.pack(directory).problems().stream()
                        .map(problem -> problem.file())
                        .toList());
    }

    @Test
    void linkToALeftOutFileIsRefused() throws IOException {
        write(".git/config", "secret");
        Files.createSymbolicLink(directory.resolve("config"), directory.resolve(".git/config"));

        assertEquals(
                "config", ConfigArchive.pack(directory).problems().getFirst().file());
    }

    @Test
    void linkThatLeadsInACircleIsAProblem() throws IOException {
        write("a/b.txt", "b");
        Files.createSymbolicLink(directory.resolve("a/loop"), directory.resolve("a"));

        assertEquals(
                "a/loop", ConfigArchive.pack(directory).problems().getFirst().file());
    }

    @Test
    void fileOverTheLimitIsNamed() throws IOException {
        Files.write(directory.resolve("big.zip"), new byte[(1 << 20) + 1]);

        assertTrue(ConfigArchive.pack(directory)
                .report()
                .startsWith("big.zip:1:1: The file has 1048577 bytes; at most 1048576"));
    }

    @Test
    void pathsThatEscapeAreRefused() throws IOException {
        for (var path : List.of("../evil", "/evil", "a/../../evil", "a//b", "a\\b", "a/./b")) {
            var reading = ConfigFiles.ofArchive(tar(path, '0', "x"));

            assertTrue(reading.report().contains("is refused"), path + ": " + reading.report());
            assertTrue(ConfigArchive.unpack(in(tar(path, '0', "x")), directory, ArchiveLimits.CONFIG)
                    .value()
                    .isEmpty());
        }
        try (var left = Files.list(directory)) {
            assertEquals(0, left.count());
        }
        assertTrue(Files.notExists(directory.resolveSibling("evil")));
    }

    @Test
    void linksDevicesAndPipesAreRefused() throws IOException {
        for (var type : List.of('1', '2', '3', '4', '6', 'S')) {
            assertTrue(
                    ConfigFiles.ofArchive(tar("x", type, "")).report().contains("a link or a special file"),
                    type::toString);
        }
    }

    @Test
    void fileTwiceOrAsADirectoryIsRefused() throws IOException {
        assertTrue(ConfigFiles.ofArchive(gzip(entry("a", '0', "1"), entry("a", '0', "2")))
                .report()
                .contains("occurs twice"));
        assertTrue(ConfigFiles.ofArchive(gzip(entry("a", '0', "1"), entry("a/b", '0', "2")))
                .report()
                .contains("a file and a directory"));
        assertTrue(ConfigFiles.ofArchive(gzip(entry("a/b", '0', "1"), entry("a", '0', "2")))
                .report()
                .contains("a file and a directory"));
    }

    @Test
    void archiveThatUnpacksToTooMuchIsStoppedEarly() throws IOException {
        var limits = new ArchiveLimits(1_000_000, 100, 1_000_000);
        var zeros = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(zeros)) {
            gzip.write(entry("a", '0', ""));
            for (var i = 0; i < 2_000; i++) {
                gzip.write(entry("b" + i, '0', "x".repeat(10_000)));
            }
        }

        var reading = ConfigArchive.unpack(in(zeros.toByteArray()), directory, limits);

        assertTrue(reading.report().contains("exceed 1000000 bytes")
                || reading.report().contains("more bytes than allowed"));
    }

    @Test
    void damagedArchivesAreProblems() throws IOException {
        write("a.toml", "a = 1");
        var good = pack();
        assertTrue(ConfigFiles.ofArchive(new byte[0]).report().contains("not gzip"));
        assertTrue(ConfigFiles.ofArchive("hello".getBytes(UTF_8)).report().contains("not gzip"));
        assertTrue(ConfigFiles.ofArchive(Arrays.copyOf(good, good.length / 2))
                .report()
                .contains("cut off"));
        assertTrue(ConfigFiles.ofArchive(gzip("x".repeat(600).getBytes(UTF_8)))
                .report()
                .contains("damaged"));
    }

    @Test
    void emptyArchiveHasNoFiles() throws IOException {
        assertEquals(
                List.of(),
                ConfigFiles.ofArchive(gzip(new byte[1024])).orElseThrow().paths());
    }

    private void write(String path, String text) throws IOException {
        var file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private byte[] pack() throws IOException {
        Reading<byte[]> packed = ConfigArchive.pack(directory);
        return packed.orElseThrow();
    }

    private static ByteArrayInputStream in(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    private static byte[] tar(String path, char type, String content) throws IOException {
        return gzip(entry(path, type, content));
    }

    private static byte[] gzip(byte[]... parts) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            for (var part : parts) {
                gzip.write(part);
            }
        }
        return bytes.toByteArray();
    }

    /** A header made by hand, so that it can be one that the writer never writes. */
    private static byte[] entry(String path, char type, String content) {
        var body = content.getBytes(UTF_8);
        var block = new byte[(int) (512 + TarReader.padded(body.length))];
        put(block, 0, path);
        put(block, 100, "0000644\0");
        put(block, 124, String.format("%011o", body.length) + "\0");
        block[156] = (byte) type;
        put(block, 148, "        ");
        var sum = 0;
        for (var i = 0; i < 512; i++) {
            sum += block[i] & 0xff;
        }
        put(block, 148, String.format("%06o", sum) + "\0 ");
        System.arraycopy(body, 0, block, 512, body.length);
        return block;
    }

    private static void put(byte[] block, int offset, String text) {
        var bytes = text.getBytes(UTF_8);
        System.arraycopy(bytes, 0, block, offset, bytes.length);
    }
}
