package dev.landfall.integration.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A control group whose processes together get a share of one processor; needs root on Linux. */
final class CpuShare implements AutoCloseable {

    private static final Path V1 = Path.of("/sys/fs/cgroup/cpu");
    private static final Path V2 = Path.of("/sys/fs/cgroup");
    private static final int PERIOD_MICROS = 20_000;

    private final Path group;

    private CpuShare(Path group) {
        this.group = group;
    }

    /** Empty where none can be made. */
    static Optional<CpuShare> of(double share) {
        int quota = (int) (share * PERIOD_MICROS);
        var name = "landfall-bench-" + ProcessHandle.current().pid();
        try {
            if (Files.isWritable(V1.resolve("cpu.cfs_quota_us").getParent()) && Files.exists(V1.resolve("tasks"))) {
                var group = Files.createDirectory(V1.resolve(name));
                Files.writeString(group.resolve("cpu.cfs_period_us"), String.valueOf(PERIOD_MICROS));
                Files.writeString(group.resolve("cpu.cfs_quota_us"), String.valueOf(quota));
                return Optional.of(new CpuShare(group));
            }
            var group = Files.createDirectory(V2.resolve(name));
            Files.writeString(group.resolve("cpu.max"), quota + " " + PERIOD_MICROS);
            return Optional.of(new CpuShare(group));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The command, in the group from its first instruction on. */
    List<String> around(List<String> command) {
        var all = new ArrayList<>(
                List.of("sh", "-c", "echo $$ >'" + group.resolve("cgroup.procs") + "' && exec \"$@\"", "sh"));
        all.addAll(command);
        return all;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(group);
    }
}
