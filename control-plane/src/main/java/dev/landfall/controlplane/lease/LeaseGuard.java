package dev.landfall.controlplane.lease;

import dev.landfall.controlplane.job.AttemptRecord;
import dev.landfall.controlplane.job.JobRecord;
import dev.landfall.controlplane.runners.RunnerSession;
import dev.landfall.controlplane.workflow.JobCommits;
import dev.landfall.controlplane.workflow.LoadedJob;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.lease.Lease;

/** Lets a runner touch only what belongs to an attempt that it holds. Thread-safe. */
public final class LeaseGuard {
    private final JobCommits jobs;

    LeaseGuard(JobCommits jobs) {
        this.jobs = jobs;
    }

    /**
     * @return the job of a lease that holds
     * @throws LandfallException CONFLICT when the fencing number is stale, the attempt has ended or another runner has it;
     *     NOT_FOUND when there is no such job
     */
    public JobRecord require(RunnerSession session, Lease lease) {
        var loaded = find(session, lease);
        var attempt = loaded.attempt().orElseThrow().value();
        if (!attempt.status().live()) {
            throw stale(lease, "the attempt is " + attempt.status().wire());
        }
        return loaded.value();
    }

    /**
     * As {@link #require}, but an attempt that has ended is still its runner's: for what may come after the completion, such
     * as the last of its logs.
     */
    public AttemptRecord requireOwn(RunnerSession session, Lease lease) {
        return find(session, lease).attempt().orElseThrow().value();
    }

    LoadedJob find(RunnerSession session, Lease lease) {
        var loaded = jobs.find(lease.job(), lease.attempt())
                .orElseThrow(() -> LandfallException.notFound("There is no job " + lease.job() + " any more."));
        var attempt = loaded.attempt()
                .orElseThrow(() -> stale(lease, "nobody claimed this attempt"))
                .value();
        if (attempt.fence() != lease.fence()) {
            throw stale(lease, "the fencing number is " + attempt.fence() + ", not " + lease.fence());
        }
        if (!attempt.runner().equals(session.runner())) {
            throw stale(lease, "runner " + attempt.runner() + " has it");
        }
        return loaded;
    }

    static LandfallException stale(Lease lease, String reason) {
        return LandfallException.conflict("The lease of attempt " + lease.attempt() + " of job " + lease.job()
                + " does not hold: " + reason + ". Stop the job and report nothing.");
    }
}
