package dev.landfall.runner.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;

/**
 * The system's list of processes. Zombies are not listed: they do nothing any more. What the runner's user may not see is
 * missing. Safe for several threads.
 */
public interface ProcessTable {

    /** The living processes whose number the filter lets through; the filter saves looking at the others. */
    List<ProcessEntry> list(LongPredicate pids);

    Optional<ProcessEntry> find(long pid);

    /** Whether the environment that the process was started with holds these bytes. */
    boolean environmentContains(long pid, byte[] bytes);

    /** The value of a variable in the environment that the process was started with. */
    Optional<String> environmentVariable(long pid, String name);

    /** The directory it works in. */
    Optional<Path> workingDirectory(long pid);

    /** Process numbers are below this one and begin anew when they reach it; 0 when the system does not tell. */
    long pidLimit();

    /** What the process has open under a descriptor, for example {@code pipe:[4711]}; only Linux tells. */
    Optional<String> openFile(long pid, int descriptor);

    /** Whether the process has that file open under any descriptor. */
    boolean holdsOpen(long pid, String file);

    /** The one of this system: {@code /proc} where there is one, {@code ps} elsewhere. */
    static ProcessTable ofSystem() {
        Path proc = Path.of("/proc");
        return Files.isReadable(proc.resolve("self/stat")) ? new LinuxProcessTable(proc) : new PsProcessTable();
    }
}
