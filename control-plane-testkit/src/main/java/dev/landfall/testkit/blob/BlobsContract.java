package dev.landfall.testkit.blob;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.landfall.controlplane.blob.BlobKey;
import dev.landfall.controlplane.blob.Blobs;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.testkit.thread.Together;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link Blobs} promises. Each test has a prefix of its own, so that one store serves all of them. */
public abstract class BlobsContract {

    private static final String NO_KEYS_BELOW_KEYS =
            "this store cannot keep a key below another key (supportsKeysBelowKeys)";

    private static final String NO_WRITERS_AT_ONCE =
            "this store fails when two write one key at once (supportsWritersAtOnce)";

    private final String top = "t" + UUID.randomUUID() + "/";

    /** The store under test. */
    protected abstract Blobs blobs();

    /** The store's time. */
    protected abstract Instant now();

    /** Whether {@code a} and {@code a/b} can be there together; emulators that keep blobs as files cannot. */
    protected boolean supportsKeysBelowKeys() {
        return true;
    }

    /** Whether two may write the same key at the same time, as every real store allows. */
    protected boolean supportsWritersAtOnce() {
        return true;
    }

    @Test
    void whatWasPutIsFoundByteForByte() throws IOException {
        var bytes = new byte[256 * 1024];
        IntStream.range(0, bytes.length).forEach(i -> bytes[i] = (byte) (i * 31));
        blobs().put(top + "a", bytes);

        assertArrayEquals(bytes, blobs().find(top + "a").orElseThrow());
        try (var stream = blobs().open(top + "a").orElseThrow()) {
            assertArrayEquals(bytes, stream.readAllBytes());
        }
    }

    @Test
    void anEmptyBlobIsABlob() {
        blobs().put(top + "a", new byte[0]);

        assertEquals(0, blobs().find(top + "a").orElseThrow().length);
        assertEquals(List.of(top + "a"), list(""));
    }

    @Test
    void anAbsentBlobIsNotFound() {
        assertEquals(Optional.empty(), blobs().find(top + "a"));
        assertEquals(Optional.empty(), blobs().open(top + "a"));
        assertEquals(List.of(), list(""));
    }

    @Test
    void puttingAgainReplaces() {
        put("a", "long first value");
        put("a", "2");

        assertEquals("2", text("a"));
    }

    @Test
    void laterChangesToTheCallersArraysChangeNothing() {
        var bytes = "abc".getBytes(UTF_8);
        blobs().put(top + "a", bytes);
        bytes[0] = 'X';
        blobs().find(top + "a").orElseThrow()[1] = 'X';

        assertEquals("abc", text("a"));
    }

    @Test
    void puttingIfAbsentKeepsTheFirst() {
        assertTrue(blobs().putIfAbsent(top + "a", "1".getBytes(UTF_8)));
        assertFalse(blobs().putIfAbsent(top + "a", "2".getBytes(UTF_8)));

        assertEquals("1", text("a"));
        assertEquals(List.of(top + "a"), list(""));
    }

    @Test
    void ofManyWhoPutIfAbsentExactlyOneWins() {
        assumeTrue(supportsWritersAtOnce(), NO_WRITERS_AT_ONCE);
        var won = Together.run(
                10, i -> () -> blobs().putIfAbsent(top + "a", String.valueOf(i).getBytes(UTF_8)));

        assertEquals(1, won.stream().filter(Boolean::booleanValue).count());
        assertTrue(won.get(Integer.parseInt(text("a"))));
    }

    @Test
    void aReaderNeverSeesAHalfWrittenBlob() {
        assumeTrue(supportsWritersAtOnce(), NO_WRITERS_AT_ONCE);
        blobs().put(top + "a", filled(0));

        var whole = Together.run(
                4,
                i -> () -> IntStream.range(0, 25).allMatch(round -> {
                    if (i < 2) {
                        blobs().put(top + "a", filled(i));
                        return true;
                    }
                    byte[] read = blobs().find(top + "a").orElseThrow();
                    return Arrays.equals(read, filled(read[0]));
                }));

        assertFalse(whole.contains(false));
    }

    @Test
    void anOpenedBlobIsReadToItsEndEvenWhenItIsReplaced() throws IOException {
        blobs().put(top + "a", filled(1));
        try (var stream = blobs().open(top + "a").orElseThrow()) {
            int first = stream.read();
            blobs().put(top + "a", filled(2));
            byte[] rest = stream.readAllBytes();

            assertEquals(1, first);
            assertTrue(IntStream.range(0, rest.length).allMatch(i -> rest[i] == 1));
        }
    }

    @Test
    void deletingRemovesAndAnAbsentBlobIsNoError() {
        assumeTrue(supportsKeysBelowKeys(), NO_KEYS_BELOW_KEYS);
        put("a/b/c", "1");
        put("a/b", "2");
        blobs().delete(top + "a/b/c");
        blobs().delete(top + "a/b/c");

        assertEquals(Optional.empty(), blobs().find(top + "a/b/c"));
        assertEquals("2", text("a/b"));
        put("a/b/c", "3");
        assertEquals("3", text("a/b/c"));
    }

    @Test
    void aKeyMayBeginAnotherKey() {
        assumeTrue(supportsKeysBelowKeys(), NO_KEYS_BELOW_KEYS);
        put("a", "1");
        put("a/b", "2");
        put("a/b/c", "3");

        assertEquals("1", text("a"));
        assertEquals("2", text("a/b"));
        assertEquals("3", text("a/b/c"));
    }

    @Test
    void keysAreListedInByteOrder() {
        assumeTrue(supportsKeysBelowKeys(), NO_KEYS_BELOW_KEYS);
        var keys =
                List.of("a", "a/b", "a-b", "a.b", "a0", "aa", "A", "a/b/c", "a/b-c", "a.b/c", "z/z", "0", "_", "a_b/c");
        keys.forEach(key -> put(key, "1"));

        assertEquals(keys.stream().map(top::concat).sorted().toList(), list(""));
    }

    @Test
    void aPrefixMayEndInTheMiddleOfASegment() {
        assumeTrue(supportsKeysBelowKeys(), NO_KEYS_BELOW_KEYS);
        List.of("log/1", "log/10", "log/2", "log", "logs/1", "lo").forEach(key -> put(key, "1"));

        assertEquals(keys("log/1", "log/10", "log/2"), list("log/"));
        assertEquals(keys("log/1", "log/10"), list("log/1"));
        assertEquals(keys("log", "log/1", "log/10", "log/2", "logs/1"), list("log"));
        assertEquals(List.of(), list("logs/2"));
    }

    @Test
    void pagesJoinToTheWhole() {
        IntStream.range(0, 9).forEach(i -> put("d" + i % 3 + "/k" + i, "1"));
        var whole = list("");

        var paged = new ArrayList<String>();
        for (var page = blobs().list(top, "", 2); !page.isEmpty(); page = blobs().list(top, last(page), 2)) {
            paged.addAll(page);
        }
        assertEquals(9, whole.size());
        assertEquals(whole, paged);
        assertEquals(List.of(), blobs().list(top, top + "z", 10));
        assertEquals(whole, blobs().list(top, "0", 1000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "/", "/a", "a/", "a//b", ".", "..", "a/../b", "../a", "./a", "a/.", "a\\b", "a b", "ä", "a\0b",
                "a%2e", "a=", "a:b", "~"
            })
    void whatIsNoKeyIsRefused(String key) {
        assertInvalid(() -> blobs().put(key, new byte[1]));
        assertInvalid(() -> blobs().putIfAbsent(key, new byte[1]));
        assertInvalid(() -> blobs().find(key));
        assertInvalid(() -> blobs().open(key));
        assertInvalid(() -> blobs().delete(key));
        assertInvalid(() -> blobs().readAddress(key, Duration.ofMinutes(1)));
        assertInvalid(() -> blobs().writeAddress(key, Duration.ofMinutes(1), 10));
    }

    @Test
    void theLongestKeyWorksAndALongerOneIsRefused() {
        var segment = "s".repeat(BlobKey.MAX_SEGMENT);
        var longest = top + segment + "/" + segment + "/";
        longest += "e".repeat(BlobKey.MAX_LENGTH - longest.length());
        var key = longest;
        blobs().put(key, new byte[1]);

        assertEquals(List.of(key), list(""));
        assertInvalid(() -> blobs().put(key + "e", new byte[1]));
        assertInvalid(() -> blobs().put("s".repeat(BlobKey.MAX_SEGMENT + 1), new byte[1]));
    }

    @Test
    void aListOfNoneOrTooManyIsRefused() {
        assertInvalid(() -> blobs().list(top, "", 0));
        assertInvalid(() -> blobs().list(top, "", Blobs.MAX_LISTED + 1));
    }

    @Test
    void addressesNameTheKeyAndTheirEnd() {
        var read = blobs().readAddress(top + "not/yet", Duration.ofMinutes(10));
        var write = blobs().writeAddress(top + "not/yet", Duration.ofMinutes(10), 1000);

        assertEquals(top + "not/yet", read.key());
        assertEquals(
                10, Duration.between(now(), read.expiresAt()).plusSeconds(5).toMinutes());
        assertFalse(read.url().equals(write.url()));
    }

    private static byte[] filled(int with) {
        var bytes = new byte[200_000 + with];
        Arrays.fill(bytes, (byte) with);
        return bytes;
    }

    private void put(String key, String text) {
        blobs().put(top + key, text.getBytes(UTF_8));
    }

    private String text(String key) {
        return new String(blobs().find(top + key).orElseThrow(), UTF_8);
    }

    private List<String> list(String prefix) {
        return blobs().list(top + prefix, "", Blobs.MAX_LISTED);
    }

    private List<String> keys(String... keys) {
        return Arrays.stream(keys).map(top::concat).toList();
    }

    private static String last(List<String> keys) {
        return keys.get(keys.size() - 1);
    }

    private static void assertInvalid(Runnable attempt) {
        assertEquals(
                ErrorKind.INVALID,
                assertThrows(LandfallException.class, attempt::run).kind());
    }
}
