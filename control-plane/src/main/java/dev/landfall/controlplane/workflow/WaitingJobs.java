package dev.landfall.controlplane.workflow;

import dev.landfall.controlplane.job.Deadlines;
import dev.landfall.controlplane.job.JobStatus;
import java.time.InstantSource;

/** Does what passing time does to jobs that no runner takes. Thread-safe. */
public final class WaitingJobs {
    private final JobCommits jobs;
    private final InstantSource clock;

    public WaitingJobs(JobCommits jobs, InstantSource clock) {
        this.jobs = jobs;
        this.clock = clock;
    }

    /**
     * Announces a job again that waits for an hour, and ends one that has waited for a day, or for a quarter of an hour when
     * it is for one runner.
     */
    public void look(LiveJob live) {
        var now = clock.instant();
        var patience = live.runner() == null ? Deadlines.ANNOUNCE_AGAIN : Deadlines.QUEUED_FOR_RUNNER;
        if (now.isBefore(live.announcedAt().plus(patience))) {
            return;
        }
        jobs.find(live.job())
                .filter(found -> found.value().status() == JobStatus.QUEUED)
                .ifPresent(found -> Deadlines.dueWhileQueued(found.value(), now)
                        .ifPresentOrElse(change -> jobs.commit(found, change), () -> jobs.announceAgain(found, now)));
    }
}
