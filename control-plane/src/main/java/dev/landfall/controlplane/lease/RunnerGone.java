package dev.landfall.controlplane.lease;

import dev.landfall.controlplane.audit.Actor;
import dev.landfall.controlplane.job.AttemptRecord;
import dev.landfall.controlplane.job.AttemptStatus;
import dev.landfall.controlplane.job.Ending;
import dev.landfall.controlplane.job.JobChange;
import dev.landfall.controlplane.job.JobRecord;
import dev.landfall.controlplane.job.Renewing;
import dev.landfall.controlplane.outbox.Tries;
import dev.landfall.controlplane.records.BatchOutcome;
import dev.landfall.controlplane.runners.Sessions;
import dev.landfall.controlplane.workflow.JobCommits;
import dev.landfall.controlplane.workflow.LoadedJob;
import dev.landfall.protocol.id.RunnerId;
import dev.landfall.protocol.lease.Lease;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** What happens when a runner's process is known or said to be gone. Thread-safe. */
public final class RunnerGone {
    private final JobCommits jobs;
    private final Sessions sessions;
    private final HeldLeases held;
    private final InstantSource clock;

    RunnerGone(JobCommits jobs, Sessions sessions, HeldLeases held, InstantSource clock) {
        this.jobs = jobs;
        this.sessions = sessions;
        this.held = held;
        this.clock = clock;
    }

    /** The connection of a runner's process has closed: it and its attempts are disconnected at once. */
    public void connectionClosed(RunnerId runner, String bootId) {
        sessions.disconnected(runner, bootId);
        held.of(runner, bootId).forEach(lease -> Tries.until(() -> change(lease, runner, this::disconnect)));
    }

    /**
     * A runner that has opened a session names leases that have no process any more: they are lost at once. Leases of other
     * runners, and stale ones, are left alone.
     */
    public void lost(RunnerId runner, List<Lease> leases) {
        leases.forEach(lease -> Tries.until(() -> change(lease, runner, this::lose)));
    }

    private Optional<Boolean> change(
            Lease lease, RunnerId runner, BiFunction<JobRecord, AttemptRecord, Optional<JobChange>> decide) {
        var loaded = jobs.find(lease.job(), lease.attempt());
        var attempt = loaded.flatMap(LoadedJob::liveAttempt)
                .filter(found ->
                        found.fence() == lease.fence() && found.runner().equals(runner));
        var change = attempt.flatMap(found -> decide.apply(loaded.orElseThrow().value(), found));
        if (change.isEmpty()) {
            return Optional.of(false);
        }
        return jobs.commit(loaded.orElseThrow(), change.get()) instanceof BatchOutcome.Written
                ? Optional.of(true)
                : Optional.empty();
    }

    private Optional<JobChange> disconnect(JobRecord job, AttemptRecord attempt) {
        return attempt.status() == AttemptStatus.DISCONNECTED
                ? Optional.empty()
                : Optional.of(Renewing.disconnected(job, attempt, "the runner's connection closed", clock.instant()));
    }

    private Optional<JobChange> lose(JobRecord job, AttemptRecord attempt) {
        return Optional.of(Ending.lost(
                job, attempt, Actor.runner(attempt.runner()), "its runner restarted and lost it", clock.instant()));
    }
}
