package dev.landfall.runner.mask;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collection;

/**
 * Finds needles in a haystack that mostly has none. After S. Wu and U. Manber, "A fast algorithm for multi-pattern
 * searching" (TR 94-17, University of Arizona, 1994): two bytes at the end of a window tell how far the window may move
 * without missing the start of any needle; where they say nothing, the window's first four bytes pick the few needles that are
 * compared in full. Immutable.
 */
final class NeedleIndex {

    static final NeedleIndex EMPTY = new NeedleIndex(new Needle[0]);

    /** Answer of {@link #matchAt}: a longer needle may start here, which only further bytes can tell. */
    static final int PARTIAL = -1;

    /** A longer window moves faster, but more positions at the end of each piece must be looked at one by one. */
    private static final int MAX_WINDOW_BYTES = 32;

    private static final int BLOCKS = 1 << 16;
    private static final int FREE = -1;

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final Needle[] sorted;
    private final int window;
    private final byte[] shifts;
    private final int[] slotOfPrefix;
    private final int[] startOfFirstByte;

    static NeedleIndex of(Collection<Needle> needles) {
        return needles.isEmpty()
                ? EMPTY
                : new NeedleIndex(needles.stream().sorted().toArray(Needle[]::new));
    }

    private NeedleIndex(Needle[] sorted) {
        this.sorted = sorted;
        this.window = Math.min(
                MAX_WINDOW_BYTES,
                Arrays.stream(sorted).mapToInt(Needle::length).min().orElse(MAX_WINDOW_BYTES));
        this.shifts = sorted.length == 0 ? new byte[0] : shifts(sorted, window);
        this.slotOfPrefix = prefixes(sorted);
        this.startOfFirstByte = firstBytes(sorted);
    }

    boolean isEmpty() {
        return sorted.length == 0;
    }

    static int fourBytes(byte[] bytes, int offset) {
        return (int) INT.get(bytes, offset);
    }

    /**
     * The first position at or after {@code from} where a needle may start and whose whole window lies before {@code end};
     * -1 when there is none.
     */
    int nextCandidate(byte[] bytes, int from, int end) {
        byte[] table = shifts;
        int block = from + window - 2;
        int limit = end - 2;
        while (block <= limit) {
            int shift = table[(short) SHORT.get(bytes, block) & 0xffff];
            if (shift == 0) {
                return block - window + 2;
            }
            block += shift;
        }
        return -1;
    }

    /** Whether bytes may follow those that are at hand. */
    enum Tail {
        OPEN,
        ENDED
    }

    /**
     * The length of the longest needle that starts at the position and ends before {@code end}, or 0; {@link #PARTIAL} when
     * all bytes from there on begin a longer needle and the tail is open.
     */
    int matchAt(byte[] bytes, int position, int end, Tail tail) {
        int prefix = fourBytes(bytes, position);
        int slot = slotOf(prefix, slotOfPrefix.length);
        while (slotOfPrefix[slot] != FREE) {
            if (sorted[slotOfPrefix[slot]].prefix() == prefix) {
                return longestOf(slotOfPrefix[slot], prefix, bytes, position, end, tail);
            }
            slot = (slot + 1) & (slotOfPrefix.length - 1);
        }
        return 0;
    }

    /** The first position from {@code from} on where all bytes up to {@code end} begin a longer needle, else {@code end}. */
    int partialFrom(byte[] bytes, int from, int end) {
        for (int position = Math.max(from, end - window + 1); position < end; position++) {
            if (beginsNeedle(bytes, position, end)) {
                return position;
            }
        }
        return end;
    }

    private int longestOf(int first, int prefix, byte[] bytes, int position, int end, Tail tail) {
        int longest = 0;
        for (int i = first; i < sorted.length && sorted[i].prefix() == prefix; i++) {
            Needle needle = sorted[i];
            if (tail == Tail.OPEN && isBegun(needle, bytes, position, end)) {
                return PARTIAL;
            }
            if (needle.length() > longest && isWhole(needle, bytes, position, end)) {
                longest = needle.length();
            }
        }
        return longest;
    }

    private boolean beginsNeedle(byte[] bytes, int position, int end) {
        byte first = bytes[position];
        for (int i = startOfFirstByte[first & 0xff]; i < sorted.length && sorted[i].bytes[0] == first; i++) {
            if (isBegun(sorted[i], bytes, position, end)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWhole(Needle needle, byte[] bytes, int position, int end) {
        int length = needle.length();
        return length <= end - position && Arrays.equals(bytes, position, position + length, needle.bytes, 0, length);
    }

    private static boolean isBegun(Needle needle, byte[] bytes, int position, int end) {
        return needle.length() > end - position && Arrays.equals(bytes, position, end, needle.bytes, 0, end - position);
    }

    private static byte[] shifts(Needle[] needles, int window) {
        byte[] shifts = new byte[BLOCKS];
        Arrays.fill(shifts, (byte) (window - 1));
        for (Needle needle : needles) {
            for (int at = 0; at <= window - 2; at++) {
                int block = (short) SHORT.get(needle.bytes, at) & 0xffff;
                shifts[block] = (byte) Math.min(shifts[block], window - 2 - at);
            }
        }
        return shifts;
    }

    private static int[] prefixes(Needle[] sorted) {
        int[] slots = new int[Integer.highestOneBit(Math.max(8, sorted.length * 4))];
        Arrays.fill(slots, FREE);
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || sorted[i].prefix() != sorted[i - 1].prefix()) {
                int slot = slotOf(sorted[i].prefix(), slots.length);
                while (slots[slot] != FREE) {
                    slot = (slot + 1) & (slots.length - 1);
                }
                slots[slot] = i;
            }
        }
        return slots;
    }

    private static int slotOf(int prefix, int slots) {
        return ((prefix * 0x9E3779B1) >>> 7) & (slots - 1);
    }

    private static int[] firstBytes(Needle[] sorted) {
        int[] starts = new int[256];
        Arrays.fill(starts, sorted.length);
        for (int i = sorted.length - 1; i >= 0; i--) {
            starts[sorted[i].bytes[0] & 0xff] = i;
        }
        return starts;
    }
}
