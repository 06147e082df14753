package dev.landfall.runner.mask;

import java.util.Arrays;

/** A sequence of bytes that must not be seen. Compares by its bytes, unsigned, and never prints them. */
final class Needle implements Comparable<Needle> {

    final byte[] bytes;

    Needle(byte[] bytes) {
        this.bytes = bytes;
    }

    int length() {
        return bytes.length;
    }

    /** The first four bytes as one number. */
    int prefix() {
        return NeedleIndex.fourBytes(bytes, 0);
    }

    @Override
    public int compareTo(Needle other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Needle needle && Arrays.equals(bytes, needle.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "a masked value of " + bytes.length + " bytes";
    }
}
