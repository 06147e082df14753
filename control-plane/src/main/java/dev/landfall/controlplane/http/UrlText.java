package dev.landfall.controlplane.http;

import dev.landfall.protocol.error.LandfallException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-encoding (RFC 3986) and form encoding (WHATWG URL, 5) of text in UTF-8. */
public final class UrlText {

    private UrlText() {}

    /**
     * Decodes a path segment; {@code +} stands for itself.
     *
     * @throws LandfallException INVALID for a broken escape or bytes that are not UTF-8
     */
    public static String decodeSegment(String text) {
        return decode(text, '+');
    }

    /**
     * Decodes a name or value of a query or a form; {@code +} is a space.
     *
     * @throws LandfallException INVALID for a broken escape or bytes that are not UTF-8
     */
    public static String decodeForm(String text) {
        return decode(text, ' ');
    }

    private static String decode(String text, char plus) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        var bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                bytes.write(escaped(text, i));
                i += 2;
            } else {
                bytes.writeBytes(String.valueOf(c == '+' ? plus : c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return utf8(bytes.toByteArray());
    }

    private static int escaped(String text, int at) {
        int high = at + 2 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
        int low = high < 0 ? -1 : Character.digit(text.charAt(at + 2), 16);
        if (low < 0) {
            throw LandfallException.invalid("The address has a '%' without two hexadecimal digits; write it as %25.");
        }
        return high * 16 + low;
    }

    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw LandfallException.invalid("The address holds percent-encoded bytes that are not UTF-8.");
        }
    }
}
