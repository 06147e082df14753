package dev.landfall.runner.mask;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;

/**
 * Base64 (RFC 4648, both alphabets) of a value that stands somewhere in longer data. Where it starts decides on one of three
 * alignments; the characters at its edges also depend on its neighbours, so only the core in between is stable and is what
 * is masked. Padding stands outside of every core.
 */
final class Base64Forms {

    /** Characters per line: MIME and coreutils wrap at 76, PEM and openssl at 64. */
    private static final int[] WRAPS = {76, 64};

    private static final int BITS_PER_CHARACTER = 6;

    private Base64Forms() {}

    static void addAll(byte[] value, Set<String> forms) {
        for (int offset = 0; offset < 3; offset++) {
            String standard = core(value, offset);
            forms.add(standard);
            forms.add(urlAlphabet(standard));
        }
        addWrapped(core(value, 0), forms);
    }

    private static String core(byte[] value, int offset) {
        byte[] shifted = new byte[offset + value.length];
        System.arraycopy(value, 0, shifted, offset, value.length);
        String encoded = new String(Base64.getEncoder().withoutPadding().encode(shifted), StandardCharsets.US_ASCII);
        int first = (offset * Byte.SIZE + BITS_PER_CHARACTER - 1) / BITS_PER_CHARACTER;
        int end = shifted.length * Byte.SIZE / BITS_PER_CHARACTER;
        return encoded.substring(first, end);
    }

    /** A value encoded by itself is wrapped at known places, so its lines are known too. */
    private static void addWrapped(String core, Set<String> forms) {
        for (int wrap : WRAPS) {
            for (int start = 0; core.length() > wrap && start < core.length(); start += wrap) {
                String line = core.substring(start, Math.min(start + wrap, core.length()));
                if (line.length() >= SecretForms.MIN_LINE_CHARACTERS) {
                    forms.add(line);
                }
            }
        }
    }

    private static String urlAlphabet(String standard) {
        return standard.replace('+', '-').replace('/', '_');
    }
}
