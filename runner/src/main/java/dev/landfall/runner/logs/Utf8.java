package dev.landfall.runner.logs;

/** Where UTF-8 (RFC 3629) may be cut without tearing a character. */
final class Utf8 {

    private static final int LONGEST_CHARACTER_BYTES = 4;

    private Utf8() {}

    /** The length without a character at the end whose last bytes are still to come; bytes that are no UTF-8 count as whole. */
    static int wholeLength(byte[] bytes, int offset, int length) {
        int end = offset + length;
        for (int back = 1; back < LONGEST_CHARACTER_BYTES && back <= length; back++) {
            int octet = bytes[end - back] & 0xff;
            if (octet >= 0xc0) {
                return characterBytes(octet) > back ? length - back : length;
            }
            if (octet < 0x80) {
                return length;
            }
        }
        return length;
    }

    private static int characterBytes(int lead) {
        if (lead >= 0xf0) {
            return lead <= 0xf4 ? 4 : 1;
        }
        return lead >= 0xe0 ? 3 : 2;
    }
}
