package dev.landfall.runner.logs;

import org.jspecify.annotations.Nullable;

/**
 * A chunk that is complete and waits to be sent.
 *
 * @param memory its bytes when the disk could not take them; null when they are on disk
 */
record Spooled(long sequence, int length, byte @Nullable [] memory) {

    static Spooled onDisk(long sequence, int length) {
        return new Spooled(sequence, length, null);
    }

    static Spooled inMemory(long sequence, byte[] bytes) {
        return new Spooled(sequence, bytes.length, bytes);
    }
}
