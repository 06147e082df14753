package dev.landfall.controlplane.job;

import dev.landfall.controlplane.audit.Actor;
import dev.landfall.protocol.job.Phase;
import dev.landfall.protocol.job.PhaseReport;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides what a heartbeat does to an attempt, and what its absence does. */
public final class Renewing {
    private Renewing() {}

    /** Its runner is there and holds it. */
    public static JobChange renewed(JobRecord job, AttemptRecord attempt, List<PhaseReport> phases, Instant now) {
        var started = attempt.startedAt() == null ? startOf(phases, now) : attempt.startedAt();
        boolean runs = started != null || attempt.status() != AttemptStatus.CLAIMED;
        var renewed = attempt.renewed(runs ? AttemptStatus.RUNNING : AttemptStatus.CLAIMED, now, phases, started);
        return JobChange.of(job, Actor.runner(attempt.runner()), now)
                .attempt(attempt, renewed)
                .change();
    }

    /** Nothing is heard of its runner. */
    public static JobChange disconnected(JobRecord job, AttemptRecord attempt, String reason, Instant now) {
        return JobChange.of(job, Actor.controlPlane(), now)
                .attempt(attempt, attempt.disconnected(reason))
                .change();
    }

    private static @Nullable Instant startOf(List<PhaseReport> phases, Instant now) {
        return phases.stream().anyMatch(report -> report.phase().compareTo(Phase.EXECUTE) >= 0) ? now : null;
    }
}
