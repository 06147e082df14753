package dev.landfall.runner.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Test vectors of RFC 5869, appendix A, cut to one block. */
class HkdfTest {

    private static final HexFormat HEX = HexFormat.of();

    @Test
    void givesTheFirstTestVectorOfTheRfc() {
        var derived = Hkdf.derive(
                HEX.parseHex("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b"),
                HEX.parseHex("000102030405060708090a0b0c"),
                HEX.parseHex("f0f1f2f3f4f5f6f7f8f9"),
                32);
        assertArrayEquals(HEX.parseHex("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"), derived);
    }

    @Test
    void givesTheThirdTestVectorWithoutSaltAndInfo() {
        var derived =
                Hkdf.derive(HEX.parseHex("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b"), new byte[0], new byte[0], 32);
        assertArrayEquals(HEX.parseHex("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"), derived);
    }

    @Test
    void refusesMoreThanOneBlock() {
        assertThrows(IllegalArgumentException.class, () -> Hkdf.derive(new byte[1], new byte[0], new byte[0], 33));
    }
}
