package dev.landfall.functionsaws.kms;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DerSignatureTest {

    @Test
    void integersOfEveryLengthBecomeThirtyTwoBytesEach() {
        for (int bits : new int[] {1, 7, 8, 9, 127, 128, 247, 248, 249, 255, 256}) {
            var r = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
            var s = BigInteger.ONE.shiftLeft(bits - 1);

            var raw = DerSignature.toEs256(der(r, s));
            assertEquals(r, new BigInteger(1, Arrays.copyOfRange(raw, 0, 32)));
            assertEquals(s, new BigInteger(1, Arrays.copyOfRange(raw, 32, 64)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "30",
                "3000",
                "3006020101",
                "300602010102010200",
                "310602010102010",
                "3006030101020101",
                "3006020101030101",
                "3006020001020101",
                "3006020101027f01",
                "30060201010201",
                "300702010102010100"
            })
    void whatIsNoSignatureIsRefused(String hex) {
        var der = HexFormat.of().parseHex(hex.length() % 2 == 0 ? hex : hex + "0");

        var failure = assertThrows(LandfallException.class, () -> DerSignature.toEs256(der));
        assertEquals(ErrorKind.INTERNAL, failure.kind());
    }

    @Test
    void anIntegerThatIsTooLongIsRefused() {
        var tooLong = BigInteger.ONE.shiftLeft(256);

        assertThrows(LandfallException.class, () -> DerSignature.toEs256(der(tooLong, BigInteger.ONE)));
    }

    @Test
    void leadingZerosOfTheEncodingAreDropped() {
        var raw = DerSignature.toEs256(der(new BigInteger("80", 16), BigInteger.TEN));

        assertArrayEquals(new byte[31], Arrays.copyOfRange(raw, 0, 31));
        assertEquals((byte) 0x80, raw[31]);
    }

    private static byte[] der(BigInteger r, BigInteger s) {
        var first = r.toByteArray();
        var second = s.toByteArray();
        var der = new byte[6 + first.length + second.length];
        der[0] = 0x30;
        der[1] = (byte) (der.length - 2);
        der[2] = 0x02;
        der[3] = (byte) first.length;
        System.arraycopy(first, 0, der, 4, first.length);
        der[4 + first.length] = 0x02;
        der[5 + first.length] = (byte) second.length;
        System.arraycopy(second, 0, der, 6 + first.length, second.length);
        return der;
    }
}
