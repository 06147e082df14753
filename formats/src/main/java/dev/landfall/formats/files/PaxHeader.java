package dev.landfall.formats.files;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The records of a pax extended header (IEEE Std 1003.1, "{@code %d %s=%s\n}") that matter here.
 *
 * @param path null when the header names none
 * @param size -1 when the header names none
 */
record PaxHeader(@Nullable String path, long size) {

    private static final int MAX_DIGITS = 10;

    static PaxHeader parse(byte[] bytes) throws BadArchive {
        String path = null;
        var size = -1L;
        for (var at = 0; at < bytes.length && bytes[at] != 0; ) {
            var space = at;
            while (space < bytes.length && bytes[space] != ' ') {
                space++;
            }
            var length = number(new String(bytes, at, Math.min(space - at, MAX_DIGITS + 1), StandardCharsets.US_ASCII));
            if (length <= space - at + 1 || length > bytes.length - at) {
                throw bad();
            }
            var field = new String(bytes, space + 1, (int) length - (space - at) - 2, StandardCharsets.UTF_8);
            if (field.startsWith("path=")) {
                path = field.substring("path=".length());
            } else if (field.startsWith("size=")) {
                size = number(field.substring("size=".length()));
            }
            at += (int) length;
        }
        return new PaxHeader(path, size);
    }

    private static long number(String digits) throws BadArchive {
        if (digits.isEmpty() || digits.length() > MAX_DIGITS || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw bad();
        }
        return Long.parseLong(digits);
    }

    private static BadArchive bad() {
        return new BadArchive("The archive is damaged: a pax header cannot be read.");
    }
}
