package dev.landfall.runner.logs;

import java.util.Optional;

/** How much of a log may still be kept, and what was printed beyond. Not safe for several threads. */
final class LogBudget {

    private final long maxBytes;
    private long keptBytes;
    private long droppedBytes;
    private long droppedLines;

    LogBudget(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Takes note of a kept piece; true when this one reached the limit. */
    boolean spend(int bytes) {
        boolean before = exhausted();
        keptBytes += bytes;
        return !before && exhausted();
    }

    /** When the limit is reached: counts the bytes and returns true. */
    boolean countedOnly(byte[] bytes, int offset, int length) {
        if (!exhausted()) {
            return false;
        }
        droppedBytes += length;
        for (int at = offset; at < offset + length; at++) {
            if (bytes[at] == '\n') {
                droppedLines++;
            }
        }
        return true;
    }

    /** Says what stands where the limit was reached. */
    String notice() {
        return "The log has reached its limit of " + readable(maxBytes)
                + ". What the job prints from here on is counted and not kept.";
    }

    /** Says how much was not kept. */
    Optional<String> summary() {
        return droppedBytes == 0
                ? Optional.empty()
                : Optional.of(readable(droppedBytes) + " in " + droppedLines + " lines beyond the log's limit of "
                        + readable(maxBytes) + " were printed and not kept.");
    }

    private boolean exhausted() {
        return keptBytes >= maxBytes;
    }

    private static String readable(long bytes) {
        String[] units = {"bytes", "KiB", "MiB", "GiB", "TiB"};
        int unit = 0;
        long rest = bytes;
        while (rest >= 10 * 1024 && unit < units.length - 1) {
            rest /= 1024;
            unit++;
        }
        return rest + " " + units[unit];
    }
}
