package dev.landfall.runner.supervisor;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.lease.Lease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the runner asks of its supervisor in {@code update/power-off.json} of its folder. Taken back by removing it, until it is
 * reported.
 *
 * @param lease of the job; null = the machine is old enough
 * @param asked by the runner's clock
 * @param boot of the machine that is to go: another one stays
 * @param reported whether the control plane knows the end of the job
 */
record PowerOffRequest(@Nullable Lease lease, String boot, Instant asked, boolean reported) {

    private static final String NAME = "power-off.json";

    PowerOffRequest {
        if (boot == null || asked == null) {
            throw LandfallException.invalid("A request for the machine's end has its boot and a time.");
        }
    }

    static PowerOffRequest ofJob(Lease lease, Instant now) {
        return new PowerOffRequest(lease, MachineBoot.id(), now, false);
    }

    static PowerOffRequest ofAge(Instant now) {
        return new PowerOffRequest(null, MachineBoot.id(), now, true);
    }

    static Optional<PowerOffRequest> find(Path runnerFolder) {
        return RequestFile.find(RequestFile.in(runnerFolder, NAME), PowerOffRequest.class);
    }

    PowerOffRequest asReported() {
        return new PowerOffRequest(lease, boot, asked, true);
    }

    void write(Path runnerFolder) throws IOException {
        RequestFile.write(RequestFile.in(runnerFolder, NAME), this);
    }

    static void remove(Path runnerFolder) throws IOException {
        Files.deleteIfExists(RequestFile.in(runnerFolder, NAME));
    }
}
