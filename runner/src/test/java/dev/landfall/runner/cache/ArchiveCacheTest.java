package dev.landfall.runner.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.runner.kind.FakeBlobs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveCacheTest {

    @TempDir
    Path folder;

    private Instant now = Instant.parse("2030-01-01T00:00:00Z");
    private int downloads;

    @Test
    void downloadsOnceAndThenKeeps() {
        var cache = cache(1000);
        assertArrayEquals(bytes("one"), get(cache, "one"));
        assertArrayEquals(bytes("one"), get(cache, "one"));
        assertEquals(1, downloads);
    }

    @Test
    void aDamagedFileIsDownloadedAgain() throws IOException {
        var cache = cache(1000);
        get(cache, "one");
        Files.writeString(folder.resolve("kept").resolve(digest("one")), "damaged");
        assertArrayEquals(bytes("one"), get(cache, "one"));
        assertEquals(2, downloads);
    }

    @Test
    void theLongestUnusedGoesFirst() {
        var cache = cache(25);
        get(cache, "first 1234");
        get(cache, "second 123");
        get(cache, "first 1234");
        get(cache, "third 1234");
        assertTrue(kept("first 1234"));
        assertFalse(kept("second 123"));
        assertTrue(kept("third 1234"));
    }

    @Test
    void otherBytesThanNamedAndNamesThatAreNoDigestAreRefused() {
        var wrong = assertThrows(LandfallException.class, () -> cache(100).bytes(digest("one"), () -> file("two")));
        assertTrue(wrong.publicMessage().contains("not those that the job names"), wrong.publicMessage());
        assertThrows(LandfallException.class, () -> cache(100).bytes("../../etc/passwd", () -> file("two")));
    }

    private byte[] get(ArchiveCache cache, String text) {
        now = now.plusSeconds(1);
        return cache.bytes(digest(text), () -> {
            downloads++;
            return file(text);
        });
    }

    private ArchiveCache cache(long maxBytes) {
        return new ArchiveCache(folder.resolve("kept"), () -> now, maxBytes);
    }

    private boolean kept(String text) {
        return Files.exists(folder.resolve("kept").resolve(digest(text)));
    }

    private Path file(String text) {
        try {
            return Files.writeString(Files.createTempFile(folder, "download", ""), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static String digest(String text) {
        return FakeBlobs.sha256(bytes(text));
    }
}
