package dev.landfall.functionsaws.dynamodb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.controlplane.records.Write;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PackedBodyTest {

    @Test
    void whatIsSmallStaysAsItIs() {
        assertTrue(PackedBody.pack("x".repeat(PackedBody.SMALLEST_BYTES - 1)).isEmpty());
    }

    @Test
    void whatWouldNotBecomeSmallerStaysAsItIs() {
        var random = new Random(1);
        var text = new StringBuilder();
        random.ints(2_000, 0x20, 0x7f).forEach(text::appendCodePoint);
        PackedBody.pack(text.toString()).ifPresent(packed -> assertTrue(packed.length < text.length()));
    }

    @Test
    void theLargestBodyComesBack() {
        var body = "{\"ä\":1}".repeat(Write.MAX_BODY_BYTES / 8).substring(0, Write.MAX_BODY_BYTES - 10_000);
        assertEquals(body, PackedBody.unpack(PackedBody.pack(body).orElseThrow()));
    }

    @Test
    void theSameBodyIsPackedAlike() {
        var body = "again and again ".repeat(100);
        assertArrayEquals(
                PackedBody.pack(body).orElseThrow(), PackedBody.pack(body).orElseThrow());
    }

    @Test
    void whatIsCutOffOrNoPackedBodyIsADefectOfTheTable() {
        var packed = PackedBody.pack("again and again ".repeat(100)).orElseThrow();
        for (var broken : new byte[][] {Arrays.copyOf(packed, packed.length - 5), {1, 2, 3}, {}}) {
            assertEquals(
                    ErrorKind.INTERNAL,
                    assertThrows(LandfallException.class, () -> PackedBody.unpack(broken))
                            .kind());
        }
    }
}
