package dev.landfall.runner.logs;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A chunk that is complete and waits to be sent. */
final class Spooled {

    private final long sequence;
    private final int length;
    private final byte @Nullable [] memory;

    private Spooled(long sequence, int length, byte @Nullable [] memory) {
        this.sequence = sequence;
        this.length = length;
        this.memory = memory;
    }

    static Spooled onDisk(long sequence, int length) {
        return new Spooled(sequence, length, null);
    }

    static Spooled inMemory(long sequence, byte[] bytes) {
        return new Spooled(sequence, bytes.length, bytes);
    }

    long sequence() {
        return sequence;
    }

    int length() {
        return length;
    }

    /** Its bytes when the disk could not take them; empty when they are on disk. */
    Optional<byte[]> memory() {
        return Optional.ofNullable(memory);
    }
}
