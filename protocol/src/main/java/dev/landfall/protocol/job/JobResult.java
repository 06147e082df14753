package dev.landfall.protocol.job;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The end of an attempt.
 *
 * @param exitCode of the job's process; null when none ran to its end
 * @param reason one sentence for people: what failed and what to do; empty for a success. Masked
 * @param refused true when the runner would not start it at all (signature, policy): a retry cannot help
 * @param phases what was gone through, with times
 * @param logChunks how many log chunks the runner made: readers know the log is whole when they have as many
 * @param detail what the kind of job has to say; null when it failed before it could
 */
public record JobResult(
        JobOutcome outcome,
        @Nullable Integer exitCode,
        String reason,
        boolean refused,
        List<PhaseReport> phases,
        long logChunks,
        @Nullable ResultDetail detail) {

    public JobResult {
        phases = phases == null ? List.of() : List.copyOf(phases);
    }
}
