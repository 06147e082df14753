package dev.landfall.runner.mask;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * Percent-encoding (RFC 3986, 2.1) as the usual encoders do it: they differ in what they leave alone, in the case of the
 * digits, and in the space.
 */
final class UrlForms {

    /** What is left alone besides letters and digits, by: RFC 3986, Python's quote, encodeURIComponent, HTML forms. */
    private static final List<String> LEFT_ALONE = List.of("-_.~", "-_.~/", "-_.~!*'()", "-_.*");

    private static final HexFormat UPPER = HexFormat.of().withUpperCase();
    private static final HexFormat LOWER = HexFormat.of();

    private UrlForms() {}

    static void addAll(String value, Set<String> forms) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        for (String leftAlone : LEFT_ALONE) {
            for (HexFormat digits : List.of(UPPER, LOWER)) {
                String encoded = encode(bytes, leftAlone, digits);
                forms.add(encoded);
                forms.add(encoded.replace("%20", "+"));
            }
        }
    }

    private static String encode(byte[] bytes, String leftAlone, HexFormat digits) {
        StringBuilder text = new StringBuilder(bytes.length);
        for (byte octet : bytes) {
            char character = (char) (octet & 0xff);
            if (isAsciiLetterOrDigit(character) || leftAlone.indexOf(character) >= 0) {
                text.append(character);
            } else {
                text.append('%').append(digits.toHexDigits(octet));
            }
        }
        return text.toString();
    }

    private static boolean isAsciiLetterOrDigit(char character) {
        return (character >= '0' && character <= '9')
                || (character >= 'A' && character <= 'Z')
                || (character >= 'a' && character <= 'z');
    }
}
