package dev.landfall.runner.process;

import java.util.Arrays;

/** Finds bytes in bytes. */
final class Bytes {

    private Bytes() {}

    static int indexOf(byte[] haystack, byte[] needle) {
        for (int at = 0; at <= haystack.length - needle.length; at++) {
            if (haystack[at] == needle[0]
                    && Arrays.equals(haystack, at, at + needle.length, needle, 0, needle.length)) {
                return at;
            }
        }
        return -1;
    }
}
