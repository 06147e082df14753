package dev.landfall.runner.daemon;

import dev.landfall.runner.queue.ClaimGate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** No job is taken while the disk of the workspaces has too little room. */
record DiskGate(Path workDirectory, long minFreeBytes) implements ClaimGate {

    @Override
    public Optional<String> closed() {
        try {
            Files.createDirectories(workDirectory);
            long free = Files.getFileStore(workDirectory).getUsableSpace();
            return free >= minFreeBytes
                    ? Optional.empty()
                    : Optional.of("The disk of " + workDirectory + " has too little room: " + (minFreeBytes >> 20)
                            + " MiB must be free. Make room, or lower LANDFALL_RUNNER_MIN_FREE_DISK_MIB.");
        } catch (IOException e) {
            return Optional.of("The work folder " + workDirectory + " cannot be used: " + e.getMessage() + ".");
        }
    }
}
