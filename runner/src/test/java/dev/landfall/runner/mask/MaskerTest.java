package dev.landfall.runner.mask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class MaskerTest {

    private static final String SECRET = "p@ss w\"rd/\\+<é>";

    private final Masker masker = new Masker();

    @Test
    void aValueIsMaskedAsItIs() {
        masker.add("db", SECRET);
        assertEquals("postgres://u:***@host", masker.mask("postgres://u:" + SECRET + "@host"));
    }

    @Test
    void aValueIsMaskedAsUrlEncodersWriteIt() {
        masker.add("db", SECRET);
        String form = URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
        assertEquals("a=***&", masker.mask("a=" + form + "&"));
        assertEquals("a=***&", masker.mask("a=" + form.replace("+", "%20") + "&"));
        assertEquals("a=***&", masker.mask("a=p%40ss%20w%22rd%2f%5c%2b%3c%c3%a9%3e&"));
        assertEquals("a=***&", masker.mask("a=p%40ss%20w%22rd/%5C%2B%3C%C3%A9%3E&"));
    }

    @Test
    void aValueIsMaskedAsJsonWritersEscapeIt() {
        masker.add("db", SECRET);
        assertEquals("{\"***\"}", masker.mask("{\"p@ss w\\\"rd/\\\\+<é>\"}"));
        assertEquals("{\"***\"}", masker.mask("{\"p@ss w\\\"rd/\\\\+\\u003cé\\u003e\"}"));
        assertEquals("{\"***\"}", masker.mask("{\"p@ss w\\\"rd/\\\\+<\\u00e9>\"}"));
        assertEquals("{\"***\"}", masker.mask("{\"p@ss w\\\"rd\\/\\\\+<\\u00E9>\"}"));
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.strings()
                .ascii()
                .excludeChars(' ', '\n', '\r', '\t')
                .ofMinLength(6)
                .ofMaxLength(40);
    }

    @Property
    void nothingOfAValueBeyondItsEdgesIsReadableInBase64(
            @ForAll("values") String value, @ForAll("values") String before, @ForAll("values") String after) {
        Masker own = new Masker();
        own.add("v", value);
        for (int cut = 0; cut < 3; cut++) {
            byte[] plain = (before.substring(cut) + value + after).getBytes(StandardCharsets.UTF_8);
            for (Base64.Encoder encoder :
                    List.of(Base64.getEncoder(), Base64.getUrlEncoder().withoutPadding())) {
                String encoded = encoder.encodeToString(plain);
                int start = (before.length() - cut) * 8 / 6 + 1;
                int end = (before.length() - cut + value.length()) * 8 / 6 - 1;
                String core = encoded.substring(start, end);
                assertFalse(own.mask(encoded).contains(core), () -> "still there: " + core);
            }
        }
    }

    @Test
    void aWrappedBase64FileIsMasked() {
        String value = "k".repeat(5) + "0123456789abcdef".repeat(20);
        masker.add("key", value);
        String mime = Base64.getMimeEncoder().encodeToString(value.getBytes(StandardCharsets.US_ASCII));
        for (String line : masker.mask(mime).split("\r\n", -1)) {
            assertTrue(line.matches("(\\*\\*\\*)+.{0,3}"), line);
        }
    }

    @Test
    void theWhiteSpaceAroundAValueIsNotPartOfIt() {
        masker.add("file", "  tok-123\n");
        assertEquals("x***y", masker.mask("xtok-123y"));
    }

    @Test
    void aShortValueIsRefusedWithoutBeingNamed() {
        Optional<MaskRefusal> refusal = masker.add("pin", " abc ");
        assertEquals(MaskRefusal.Reason.TOO_SHORT, refusal.orElseThrow().reason());
        assertFalse(refusal.orElseThrow().message().contains("abc"));
        assertEquals("abc", masker.mask("abc"));
    }

    @Test
    void fourCharactersAreEnough() {
        assertEquals(Optional.empty(), masker.add("pin", "1a2b"));
        assertEquals("***", masker.mask("1a2b"));
    }

    @Test
    void aBlankValueHidesNothingAndIsNoProblem() {
        assertEquals(Optional.empty(), masker.add("empty", ""));
        assertEquals(Optional.empty(), masker.add("blank", " \n"));
        assertEquals("a b", masker.mask("a b"));
    }

    @Test
    void aValueThatIsTooLongIsMaskedLineByLineAndReported() {
        String line = "0123456789".repeat(7);
        Optional<MaskRefusal> refusal = masker.add("big", (line + "\n").repeat(1000));
        assertEquals(MaskRefusal.Reason.TOO_LONG, refusal.orElseThrow().reason());
        assertEquals("***\n***", masker.mask(line + "\n" + line));
    }

    @Test
    void moreSecretsThanAJobMayHaveAreReported() {
        List<MaskRefusal> refusals = new ArrayList<>();
        for (int i = 0; i <= Masker.MAX_SECRETS; i++) {
            masker.add("s" + i, "secret-" + i).ifPresent(refusals::add);
        }
        assertEquals(List.of(new MaskRefusal("s" + Masker.MAX_SECRETS, MaskRefusal.Reason.TOO_MANY)), refusals);
    }

    @Test
    void shortLinesOfALongerValueStayReadable() {
        masker.add("json", "{\n  \"key\": \"abcdefghijkl\"\n}");
        assertEquals("{\n ***\n}", masker.mask("{\n \"key\": \"abcdefghijkl\"\n}"));
    }
}
