package dev.landfall.runner.supervisor;

import dev.landfall.protocol.error.LandfallException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The end of this machine that is under way or was the last, in {@code power-off.json} of the supervisor's folder.
 *
 * @param since when the step was begun
 * @param reason why it was refused; empty otherwise
 */
record PowerOffState(PowerOffRequest request, PowerOffStep step, Instant since, String reason) {

    private static final String NAME = "power-off.json";

    static PowerOffState begun(PowerOffRequest asked, Instant now) {
        return new PowerOffState(asked, PowerOffStep.CHECK, now, "");
    }

    PowerOffState to(PowerOffStep next, Instant now) {
        return new PowerOffState(request, next, now, "");
    }

    PowerOffState refused(String why, Instant now) {
        return new PowerOffState(request, PowerOffStep.REFUSED, now, why);
    }

    boolean answers(PowerOffRequest other) {
        return Objects.equals(request.lease(), other.lease())
                && request.boot().equals(other.boot())
                && request.asked().equals(other.asked());
    }

    /**
     * @throws LandfallException INTERNAL when there is one that cannot be read
     */
    static Optional<PowerOffState> find(Path releases) {
        return StateFile.find(releases.resolve(NAME), PowerOffState.class);
    }

    void write(Path releases) {
        StateFile.write(releases.resolve(NAME), this);
    }
}
