package dev.landfall.runner.supervisor;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.release.ReleaseVersion;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The update that is under way or was the last, in {@code state.json} of the supervisor's folder. Everybody may read it: the runner
 * reports from it how its job ended.
 *
 * @param version to be put in place; null until the manifest was verified
 * @param before version that is put back when need be; null = the one that was installed
 * @param since when the step was begun
 * @param reason why it failed; empty otherwise
 */
record UpdateState(
        UpdateRequest request,
        UpdateStep step,
        @Nullable ReleaseVersion version,
        @Nullable ReleaseVersion before,
        Instant since,
        String reason) {

    private static final String FILE = "state.json";

    static UpdateState begun(UpdateRequest request, Instant now) {
        return new UpdateState(request, UpdateStep.FETCH, null, null, now, "");
    }

    UpdateState fetched(ReleaseVersion fetched, @Nullable ReleaseVersion inPlace, Instant now) {
        return new UpdateState(request, UpdateStep.DRAIN, fetched, inPlace, now, "");
    }

    UpdateState to(UpdateStep next, Instant now) {
        return new UpdateState(request, next, version, before, now, reason);
    }

    UpdateState because(UpdateStep next, String why, Instant now) {
        return new UpdateState(request, next, version, before, now, why);
    }

    /**
     * @throws LandfallException INTERNAL when there is one that cannot be read
     */
    static Optional<UpdateState> find(Path releases) {
        var file = releases.resolve(FILE);
        try {
            return Files.exists(file)
                    ? Optional.of(Json.read(Files.readString(file), UpdateState.class))
                    : Optional.empty();
        } catch (IOException e) {
            throw LandfallException.internal("The state of the update in " + file + " could not be read.", e);
        }
    }

    /** On disk when this returns, whatever happens then. */
    void write(Path releases) {
        var temporary = releases.resolve(FILE + ".new");
        try {
            try (var channel = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                channel.write(StandardCharsets.UTF_8.encode(Json.writeString(this)));
                channel.force(true);
            }
            Files.move(temporary, releases.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw LandfallException.internal("The state of the update could not be written to " + releases + ".", e);
        }
    }
}
