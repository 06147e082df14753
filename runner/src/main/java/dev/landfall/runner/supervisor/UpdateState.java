package dev.landfall.runner.supervisor;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.release.ReleaseVersion;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The update that is under way or was the last, in {@code state.json} of the supervisor's folder.
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
        return StateFile.find(releases.resolve(FILE), UpdateState.class);
    }

    void write(Path releases) {
        StateFile.write(releases.resolve(FILE), this);
    }
}
