package dev.landfall.runner.disk;

import dev.landfall.runner.disk.DiskState.Level;
import dev.landfall.runner.time.Ticker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;

/** Looks at the disk of the work folder: before each claim, and while jobs run. Cheap enough for that. Thread-safe. */
public final class DiskGate {

    /** Asking for inodes starts a process, so the answer is used for a while. */
    private static final Duration INODES_AGE = Duration.ofSeconds(30);

    private final Path folder;
    private final FileSystemUse use;
    private final DiskLimits limits;
    private final Ticker ticker;

    private OptionalInt freeInodesPercent = OptionalInt.empty();
    private long inodesAskedNanos;

    /** @param folder must exist */
    public DiskGate(Path folder, DiskLimits limits, Ticker ticker) {
        this(folder, FileSystemUse.of(folder.toFile()), limits, ticker);
    }

    DiskGate(Path folder, FileSystemUse use, DiskLimits limits, Ticker ticker) {
        this.folder = folder;
        this.use = use;
        this.limits = limits;
        this.ticker = ticker;
        this.inodesAskedNanos = ticker.nanos() - INODES_AGE.toNanos();
    }

    /** The state now; of inodes the state within the last half minute. */
    public DiskState state() {
        long free = use.freeBytes();
        long required = limits.requiredBytes(use.totalBytes());
        if (free < required) {
            return new DiskState(
                    free < required / DiskLimits.FULL_DIVISOR ? Level.FULL : Level.LOW,
                    "The disk of " + folder + " has " + free / (1 << 20) + " MiB free and " + required / (1 << 20)
                            + " MiB are needed: free some space or give the runner a larger disk.");
        }
        OptionalInt inodes = freeInodes();
        if (inodes.isPresent() && inodes.getAsInt() < limits.minFreePercent()) {
            return new DiskState(
                    inodes.getAsInt() == 0 ? Level.FULL : Level.LOW,
                    "The file system of " + folder + " has " + inodes.getAsInt() + " % of its inodes free and "
                            + limits.minFreePercent() + " % are needed: remove some of its many small files.");
        }
        return DiskState.FINE;
    }

    private synchronized OptionalInt freeInodes() {
        if (ticker.nanos() - inodesAskedNanos >= INODES_AGE.toNanos()) {
            freeInodesPercent = use.freeInodesPercent();
            inodesAskedNanos = ticker.nanos();
        }
        return freeInodesPercent;
    }
}
