package dev.landfall.runner.mask;

import dev.landfall.runner.mask.NeedleIndex.Tail;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One stream of bytes on its way through a {@link Masker}. Every byte that belongs to any occurrence of any form of a
 * secret is masked; occurrences that overlap give one {@value Masker#REPLACEMENT}. How the bytes are cut into
 * writes makes no difference to what comes out. Bytes are held back only while they may still become a secret, so never
 * more than the longest form has. Not safe for several threads at once.
 */
public final class MaskingStream implements AutoCloseable {

    private static final byte[] REPLACEMENT = Masker.REPLACEMENT.getBytes(StandardCharsets.US_ASCII);

    private final Masker masker;
    private final ByteSink sink;

    private byte[] held = {};
    private int heldLength;

    /** How many of the bytes held back, from the first on, were masked already. */
    private int maskedAhead;

    MaskingStream(Masker masker, ByteSink sink) {
        this.masker = masker;
        this.sink = sink;
    }

    /** Masks with the secrets known now; bytes held back are looked at again. */
    public void write(byte[] bytes, int offset, int length) {
        NeedleIndex index = masker.index();
        if (heldLength > 0) {
            hold(bytes, offset, length);
            keepFrom(pass(index, held, 0, heldLength, Tail.OPEN), held, heldLength);
        } else if (index.isEmpty()) {
            sink.write(bytes, offset, length);
        } else {
            keepFrom(pass(index, bytes, offset, offset + length, Tail.OPEN), bytes, offset + length);
        }
    }

    /** The stream has ended: passes on what was held back. */
    @Override
    public void close() {
        pass(masker.index(), held, 0, heldLength, Tail.ENDED);
        heldLength = 0;
        maskedAhead = 0;
    }

    /** Passes on all that is decided and returns where the undecided rest begins. */
    private int pass(NeedleIndex index, byte[] bytes, int start, int end, Tail tail) {
        int maskedTo = start + maskedAhead;
        int passedTo = maskedTo;
        int from = start;
        int rest = end;
        for (int at = index.nextCandidate(bytes, from, end); at >= 0; at = index.nextCandidate(bytes, from, end)) {
            int match = index.matchAt(bytes, at, end, tail);
            if (match == NeedleIndex.PARTIAL) {
                rest = at;
                break;
            }
            if (match > 0) {
                if (at >= maskedTo) {
                    passOn(bytes, passedTo, at);
                    sink.write(REPLACEMENT, 0, REPLACEMENT.length);
                }
                maskedTo = Math.max(maskedTo, at + match);
                passedTo = maskedTo;
            }
            from = at + 1;
        }
        if (rest == end && tail == Tail.OPEN) {
            rest = index.partialFrom(bytes, from, end);
        }
        passOn(bytes, passedTo, rest);
        maskedAhead = Math.max(0, maskedTo - rest);
        return rest;
    }

    private void passOn(byte[] bytes, int from, int to) {
        if (from < to) {
            sink.write(bytes, from, to - from);
        }
    }

    private void hold(byte[] bytes, int offset, int length) {
        if (held.length - heldLength < length) {
            held = Arrays.copyOf(held, Math.max(2 * held.length, heldLength + length));
        }
        System.arraycopy(bytes, offset, held, heldLength, length);
        heldLength += length;
    }

    private void keepFrom(int from, byte[] bytes, int end) {
        int length = end - from;
        if (held.length < length) {
            held = new byte[length];
        }
        System.arraycopy(bytes, from, held, 0, length);
        heldLength = length;
    }
}
