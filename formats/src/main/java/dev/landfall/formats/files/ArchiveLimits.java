package dev.landfall.formats.files;

/**
 * How much an archive may hold once unpacked.
 *
 * @param maxFileBytes of one file
 * @param maxFiles files and directories together
 * @param maxTotalBytes of all files
 */
public record ArchiveLimits(long maxFileBytes, int maxFiles, long maxTotalBytes) {

    /** Limits of an app config directory: 1 MiB a file, 10,000 files, 20 MiB in all. */
    public static final ArchiveLimits CONFIG = new ArchiveLimits(1 << 20, 10_000, 20 << 20);

    public ArchiveLimits {
        if (maxFileBytes < 1 || maxFiles < 1 || maxTotalBytes < 1) {
            throw new IllegalArgumentException("Every limit is at least 1.");
        }
    }
}
