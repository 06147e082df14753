package dev.landfall.runner.status;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.id.RunnerId;
import dev.landfall.protocol.json.Json;
import dev.landfall.runner.config.RunnerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the runner on this machine does, as it last wrote it into {@code status.json} of its folder, at most a second after
 * a change.
 *
 * @param pid of the process
 * @param bootId of the process
 * @param state {@code running}, {@code draining}, {@code replaced} or {@code ended}
 * @param jobs that run
 * @param unreported how many ends the control plane does not know yet
 * @param clockOffsetSeconds control plane's time minus this machine's
 * @param version of the program
 * @param answered whether the control plane has answered a heartbeat of this process
 */
public record LocalStatus(
        long pid,
        String bootId,
        RunnerId runner,
        PoolId pool,
        String state,
        int slots,
        List<JobId> jobs,
        int unreported,
        long clockOffsetSeconds,
        Instant startedAt,
        String version,
        boolean answered) {

    /** Its name in the runner's folder. */
    public static final String FILE = "status.json";

    public LocalStatus {
        jobs = jobs == null ? List.of() : List.copyOf(jobs);
        version = version == null ? "" : version;
    }

    /** Empty when no runner was ever started with this folder. */
    public static Optional<LocalStatus> read(RunnerConfig config) {
        var file = config.directory().resolve(FILE);
        try {
            return Optional.of(Json.read(Files.readString(file), LocalStatus.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw LandfallException.internal("The status in " + file + " could not be read.", e);
        }
    }

    /** In one step: a reader sees this or the one before. */
    public void write(Path directory) throws IOException {
        var temporary = directory.resolve(FILE + ".new");
        Files.writeString(temporary, Json.writePretty(this) + "\n");
        Files.move(temporary, directory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    }
}
