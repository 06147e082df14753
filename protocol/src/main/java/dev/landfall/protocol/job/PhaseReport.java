package dev.landfall.protocol.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * @param startedAt by the runner's clock
 * @param endedAt null while the phase runs
 */
public record PhaseReport(
        Phase phase, Instant startedAt, @Nullable Instant endedAt) {}
