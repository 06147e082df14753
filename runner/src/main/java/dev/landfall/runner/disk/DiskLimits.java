package dev.landfall.runner.disk;

/**
 * What must be free for a job to be claimed. With less than a sixteenth of it a disk counts as full.
 *
 * @param minFreeBytes in bytes
 * @param minFreePercent of the disk's size, and of its inodes
 */
public record DiskLimits(long minFreeBytes, int minFreePercent) {

    /** A share of a large disk is far more than any job asks for. */
    static final long ENOUGH_BYTES = 10L << 30;

    static final int FULL_DIVISOR = 16;

    public DiskLimits {
        if (minFreeBytes < 0 || minFreePercent < 0 || minFreePercent > 100) {
            throw new IllegalArgumentException(
                    "disk limits of " + minFreeBytes + " bytes and " + minFreePercent + " %");
        }
    }

    /** How much of a disk of that size must be free. */
    long requiredBytes(long totalBytes) {
        return Math.max(minFreeBytes, Math.min(ENOUGH_BYTES, totalBytes / 100 * minFreePercent));
    }
}
