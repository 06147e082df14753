package dev.landfall.runner.mask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class MaskingStreamTest {

    /** A small alphabet and short needles, so that overlaps, prefixes and repeats are the rule. */
    record Case(List<String> secrets, String text, long cuts) {}

    @Provide
    Arbitrary<Case> cases() {
        Arbitrary<String> secret =
                Arbitraries.strings().withChars("ab*").ofMinLength(4).ofMaxLength(12);
        Arbitrary<List<String>> secrets = secret.list().ofMinSize(1).ofMaxSize(5);
        Arbitrary<List<String>> words =
                Arbitraries.strings().withChars("ab*\n").ofMaxLength(9).list().ofMaxSize(8);
        return Combinators.combine(secrets, words, Arbitraries.longs(), Arbitraries.longs())
                .as((known, parts, order, cuts) -> new Case(known, mixed(known, parts, new Random(order)), cuts));
    }

    private static String mixed(List<String> secrets, List<String> words, Random random) {
        StringBuilder text = new StringBuilder();
        for (String word : words) {
            String secret = secrets.get(random.nextInt(secrets.size()));
            text.append(word).append(secret, 0, random.nextInt(secret.length() + 1));
        }
        return text.toString();
    }

    @Property(tries = 3000)
    void everyChunkingGivesWhatTheWholeGives(@ForAll("cases") Case given) {
        Masker masker = maskerOf(given.secrets());
        assertEquals(masked(masker, given.text(), Long.MAX_VALUE), masked(masker, given.text(), given.cuts()));
    }

    @Property(tries = 3000)
    void everyByteOfEveryOccurrenceIsMaskedAndNoOther(@ForAll("cases") Case given) {
        assertEquals(
                expected(given.secrets(), given.text()), masked(maskerOf(given.secrets()), given.text(), given.cuts()));
    }

    @Property(tries = 300)
    void bytesWithoutSecretsAreUnchanged(@ForAll byte[] bytes, @ForAll long cuts) {
        Masker masker = maskerOf(List.of("correct horse battery staple"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        feed(masker.open(out::write), bytes, cuts);
        assertEquals(List.of(boxed(bytes)), List.of(boxed(out.toByteArray())));
    }

    @Test
    void whatCanNoLongerBecomeASecretIsPassedOnAtOnce() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        MaskingStream stream = maskerOf(List.of("hunter22")).open(out::write);
        stream.write(bytes("Password: "), 0, 10);
        assertEquals("Password: ", text(out));
        stream.write(bytes("hunt"), 0, 4);
        assertEquals("Password: ", text(out));
        stream.write(bytes("!"), 0, 1);
        assertEquals("Password: hunt!", text(out));
    }

    @Test
    void secretsAddedWhileTheStreamIsOpenAreMaskedFromThenOn() {
        Masker masker = new Masker();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        MaskingStream stream = masker.open(out::write);
        stream.write(bytes("token-1 "), 0, 8);
        masker.add("token", "token-1");
        stream.write(bytes("token-1 "), 0, 8);
        stream.close();
        assertEquals("token-1 *** ", text(out));
    }

    @Test
    void bytesHeldBackAreLookedAtAgainWhenASecretIsAdded() {
        Masker masker = maskerOf(List.of("abcdefgh"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        MaskingStream stream = masker.open(out::write);
        stream.write(bytes("abcd"), 0, 4);
        masker.add("short", "abcd");
        stream.write(bytes("-"), 0, 1);
        stream.close();
        assertEquals("***-", text(out));
    }

    @Test
    void aSecretSpreadOverManyWritesAndLinesIsMasked() {
        String key = "-----BEGIN KEY-----\nMIIabcdefgh\nijklmnopq\n-----END KEY-----";
        Masker masker = maskerOf(List.of(key));
        assertEquals("key=***;", masked(masker, "key=" + key + ";", -1));
        assertEquals(
                "  ***\n  ***\n  ***\n  ***\n",
                masked(masker, "  " + key.replace("\n", "\n  ") + "\n", Long.MAX_VALUE));
    }

    @Test
    void adjacentSecretsAreMaskedOneByOne() {
        assertEquals("******", masked(maskerOf(List.of("secret")), "secretsecret", 5));
    }

    @Test
    void whatIsHeldBackIsNeverLongerThanTheLongestForm() {
        String secret = "0123456789".repeat(10);
        Masker masker = maskerOf(List.of(secret));
        int[] passed = {0};
        MaskingStream stream = masker.open((bytes, offset, length) -> passed[0] += length);
        byte[] endless = bytes(secret.substring(0, 99).repeat(50));
        for (int i = 0; i < endless.length; i++) {
            stream.write(endless, i, 1);
            assertTrue(i - passed[0] <= 4 * secret.length(), "held back " + (i - passed[0]));
        }
    }

    @Test
    void mixedLengthsFromFourBytesToSixtyFourKibibytesAreFound() {
        String large = new Random(7)
                .ints(60_000, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        Masker masker = maskerOf(List.of("abcd", "€uro", large));
        String masked = masked(masker, "x" + large + "y€uro-abcd", 99);
        assertEquals("x***y***-***", masked);
        assertFalse(masked.contains("abcd"));
    }

    private static Masker maskerOf(List<String> secrets) {
        Masker masker = new Masker();
        secrets.forEach(secret -> masker.add("s", secret));
        return masker;
    }

    private static String masked(Masker masker, String text, long cuts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        feed(masker.open(out::write), bytes(text), cuts);
        return text(out);
    }

    private static void feed(MaskingStream stream, byte[] bytes, long cuts) {
        Random random = new Random(cuts);
        int at = 0;
        while (at < bytes.length) {
            int length = cuts == Long.MAX_VALUE ? bytes.length : Math.min(bytes.length - at, random.nextInt(6));
            stream.write(bytes, at, length);
            at += length;
        }
        stream.close();
    }

    /** The definition, without any cleverness, over the forms that the masker itself lists. */
    private static String expected(List<String> secrets, String text) {
        byte[] haystack = bytes(text);
        List<byte[]> needles = new ArrayList<>();
        secrets.forEach(secret -> SecretForms.of(secret).forEach(needle -> needles.add(needle.bytes)));
        BitSet startsRun = new BitSet();
        BitSet covered = new BitSet();
        int runEnd = -1;
        for (int at = 0; at < haystack.length; at++) {
            int longest = longestAt(haystack, at, needles);
            if (longest > 0) {
                if (at >= runEnd) {
                    startsRun.set(at);
                }
                covered.set(at, at + longest);
                runEnd = Math.max(runEnd, at + longest);
            }
        }
        StringBuilder masked = new StringBuilder();
        for (int at = 0; at < haystack.length; at++) {
            if (startsRun.get(at)) {
                masked.append("***");
            }
            if (!covered.get(at)) {
                masked.append((char) haystack[at]);
            }
        }
        return masked.toString();
    }

    private static int longestAt(byte[] haystack, int at, List<byte[]> needles) {
        int longest = 0;
        for (byte[] needle : needles) {
            boolean found = needle.length <= haystack.length - at;
            for (int i = 0; found && i < needle.length; i++) {
                found = haystack[at + i] == needle[i];
            }
            longest = found ? Math.max(longest, needle.length) : longest;
        }
        return longest;
    }

    private static List<Byte> boxed(byte[] bytes) {
        List<Byte> boxed = new ArrayList<>();
        for (byte octet : bytes) {
            boxed.add(octet);
        }
        return boxed;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream out) {
        return out.toString(StandardCharsets.UTF_8);
    }
}
