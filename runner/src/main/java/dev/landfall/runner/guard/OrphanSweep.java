package dev.landfall.runner.guard;

import dev.landfall.runner.process.JobMark;
import dev.landfall.runner.process.ProcessEntry;
import dev.landfall.runner.process.ProcessTable;
import dev.landfall.runner.process.Signals;
import dev.landfall.runner.time.Ticker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what earlier starts of the same runner left behind when even their guard was killed: interrupt, grace, kill. A guard that still
 * works is left to it, since a second interrupt would make Terraform end without unlocking. Not safe for several threads.
 */
public final class OrphanSweep {

    private static final Logger LOG = LoggerFactory.getLogger(OrphanSweep.class);

    private final ProcessTable table;
    private final String boot;
    private final Path attempts;
    private final Duration grace;
    private final Ticker ticker;
    private final byte[] guardOfFolder;
    private final byte[] markOfFolder;
    private final byte[] markOfBoot;
    private final Set<ProcessEntry> known = new HashSet<>();

    private boolean looked;
    private boolean interrupted;
    private long killFromNanos;

    /**
     * Makes a sweep, to be made before the first job starts.
     *
     * @param boot this start of this runner, {@code <folder>.<start>}
     * @param attempts folder of all workspaces
     * @param grace between interruption and kill
     */
    public OrphanSweep(ProcessTable table, String boot, Path attempts, Duration grace, Ticker ticker) {
        this.table = table;
        this.boot = boot;
        this.attempts = attempts;
        this.grace = grace;
        this.ticker = ticker;
        String folder = boot.substring(0, boot.indexOf('.') + 1);
        this.guardOfFolder = ascii(Guard.VARIABLE + "=" + folder);
        this.markOfFolder = ascii(JobMark.VARIABLE + "=" + folder);
        this.markOfBoot = ascii(JobMark.VARIABLE + "=" + boot + ":");
    }

    /** Does what is due now; true when nothing of earlier starts is left. To be called until then, every second or so. */
    public boolean once() {
        List<ProcessEntry> all =
                table.list(pid -> pid != ProcessHandle.current().pid() && pid > 1);
        List<ProcessEntry> orphans = orphans(all);
        looked = true;
        if (orphans.isEmpty() && !interrupted) {
            return true;
        }
        if (all.stream().anyMatch(this::isGuardOfEarlierStart)) {
            return false;
        }
        if (!interrupted) {
            LOG.atWarn().addKeyValue("processes", orphans.size()).log("ending processes of an earlier start");
            Signals.send("INT", orphans.stream().map(ProcessEntry::pid).toList());
            interrupted = true;
            killFromNanos = ticker.nanos() + grace.toNanos();
        } else if (ticker.nanos() - killFromNanos >= 0) {
            orphans.forEach(Signals::kill);
        }
        return orphans.isEmpty();
    }

    private List<ProcessEntry> orphans(List<ProcessEntry> all) {
        List<ProcessEntry> orphans = new ArrayList<>();
        for (ProcessEntry entry : all) {
            if (known.contains(entry) || isOrphan(entry)) {
                orphans.add(entry);
            }
        }
        known.addAll(orphans);
        return orphans;
    }

    /** Later on the workspaces are those of this start's jobs, so they tell only at the first look. */
    private boolean isOrphan(ProcessEntry entry) {
        if (table.environmentContains(entry.pid(), markOfBoot)) {
            return false;
        }
        return table.environmentContains(entry.pid(), markOfFolder)
                || (!looked
                        && table.workingDirectory(entry.pid())
                                .filter(directory -> directory.startsWith(attempts))
                                .isPresent());
    }

    private boolean isGuardOfEarlierStart(ProcessEntry entry) {
        return table.environmentContains(entry.pid(), guardOfFolder)
                && !table.environmentContains(entry.pid(), ascii(Guard.VARIABLE + "=" + boot + "\0"));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
