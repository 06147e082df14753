package dev.landfall.runner.isolation;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.runner.job.JobFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the machine must have so that jobs can be kept apart, and how it is prepared. */
final class Machine {

    /** Bits of capabilities(7). */
    private static final Map<String, Integer> CAPABILITIES = new TreeMap<>(Map.of(
            "CAP_CHOWN", 0,
            "CAP_DAC_OVERRIDE", 1,
            "CAP_FOWNER", 3,
            "CAP_KILL", 5,
            "CAP_SETGID", 6,
            "CAP_SETUID", 7,
            "CAP_SETPCAP", 8,
            "CAP_NET_ADMIN", 12,
            "CAP_SYS_PTRACE", 19,
            "CAP_SYS_ADMIN", 21));

    private final AddressFilter filter;
    private final Path runnerFolder;
    private final Path workFolder;
    private boolean filtered;

    Machine(AddressFilter filter, Path runnerFolder, Path workFolder) {
        this.filter = filter;
        this.runnerFolder = runnerFolder;
        this.workFolder = workFolder;
    }

    /** Closes the addresses and tries a user. Returns why it cannot, as a sentence with what to do. */
    Optional<String> prepare(JobUsers pool) {
        try {
            return missingRights()
                    .or(Machine::missingTool)
                    .or(this::closedFolder)
                    .or(() -> {
                        filter.close();
                        filtered = true;
                        return trial(pool);
                    });
        } catch (LandfallException e) {
            return Optional.of(e.publicMessage());
        }
    }

    /**
     * Opens the addresses again, if they were closed.
     *
     * @throws LandfallException UNAVAILABLE when the system does not do it
     */
    void release() {
        if (filtered) {
            filter.open();
            filtered = false;
        }
    }

    Confinement confined(JobUsers.Held held, JobFolders workspace) {
        return new Confined(held, workspace, tool("unshare"), tool("setpriv"));
    }

    private static Optional<String> missingRights() {
        long effective = effectiveCapabilities();
        var missing = CAPABILITIES.entrySet().stream()
                .filter(each -> (effective & (1L << each.getValue())) == 0)
                .map(Map.Entry::getKey)
                .toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("the runner's process has not the rights to it: run it as root, or give its service "
                        + String.join(" ", missing) + ".");
    }

    private static long effectiveCapabilities() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("CapEff:"))
                    .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    private static Optional<String> missingTool() {
        return List.of("setpriv", "unshare", "mount", "chown").stream()
                .filter(name -> SystemTool.find(name).isEmpty())
                .findFirst()
                .map(name -> "there is no '" + name + "' in /usr/bin: install util-linux and coreutils.");
    }

    /** Users of jobs must get through to their workspaces; the work folder itself is opened that far, and the runner's no further. */
    private Optional<String> closedFolder() {
        try {
            if (workFolder.startsWith(runnerFolder)) {
                OwnedFiles.letPass(runnerFolder);
            } else {
                OwnedFiles.close(runnerFolder);
            }
            OwnedFiles.letPass(workFolder);
            var attempts = workFolder.resolve("attempts");
            if (Files.exists(attempts)) {
                OwnedFiles.letPass(attempts);
            }
            for (var parent = workFolder.getParent(); parent != null; parent = parent.getParent()) {
                if (!Files.getPosixFilePermissions(parent).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                    return Optional.of("jobs of other users cannot enter " + parent + ", in which their workspaces"
                            + " would be: set LANDFALL_RUNNER_WORK_DIR to a folder that everybody may pass through to,"
                            + " such as /var/lib/landfall-work.");
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("the work folder " + workFolder + " cannot be looked at: " + e.getMessage() + ".");
        }
    }

    private static Optional<String> trial(JobUsers pool) {
        try (var held = pool.take()) {
            var command = new ArrayList<>(List.of(tool("unshare").toString(), "--mount", "--ipc", "--"));
            command.addAll(OwnUser.dropped(tool("setpriv").toString(), held.id()));
            command.addAll(List.of("/bin/sh", "-c", "id -u; id -g; grep CapBnd /proc/self/status"));
            var outcome = SystemTool.run(command, "");
            var expected = held.id() + "\n" + held.id() + "\nCapBnd:\t0000000000000000";
            return outcome.output().equals(expected)
                    ? Optional.empty()
                    : Optional.of("a trial under a user of its own said '" + outcome.output() + "'.");
        }
    }

    private static Path tool(String name) {
        return SystemTool.find(name).orElseThrow();
    }
}
