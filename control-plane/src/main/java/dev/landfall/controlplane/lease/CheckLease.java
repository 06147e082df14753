package dev.landfall.controlplane.lease;

import dev.landfall.controlplane.job.AttemptRecord;
import dev.landfall.controlplane.job.Deadlines;
import dev.landfall.controlplane.outbox.EventMessage;
import dev.landfall.controlplane.outbox.Outbox;
import dev.landfall.controlplane.outbox.Timer;
import dev.landfall.controlplane.outbox.Tries;
import dev.landfall.controlplane.records.BatchOutcome;
import dev.landfall.controlplane.workflow.JobCommits;
import dev.landfall.controlplane.workflow.LoadedJob;
import dev.landfall.protocol.lease.Lease;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Looks at a lease when its timer fires, does what is due, and arms the timer again as long as the attempt lives. Too
 * early, too late or twice does no harm. Thread-safe.
 */
public final class CheckLease {
    /** Two looks at one lease are at least so far apart. */
    static final Duration SHORTEST = Duration.ofSeconds(1);

    private final JobCommits jobs;
    private final Outbox outbox;
    private final InstantSource clock;

    CheckLease(JobCommits jobs, Outbox outbox, InstantSource clock) {
        this.jobs = jobs;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Does what is due, and arms the next look. */
    public void check(Lease lease) {
        Tries.until(() -> tryCheck(lease)).ifPresent(next -> outbox.arm(new Timer(next, EventMessage.lease(lease))));
    }

    /**
     * Does what is due without arming a timer, for a sweep that comes again anyway; only where something was due, its timer
     * must have been lost and is armed again.
     */
    public void sweep(Lease lease) {
        var before = attempt(lease).map(AttemptRecord::status);
        var next = Tries.until(() -> tryCheck(lease));
        var after = attempt(lease).map(AttemptRecord::status);
        if (!before.equals(after)) {
            next.ifPresent(at -> outbox.arm(new Timer(at, EventMessage.lease(lease))));
        }
    }

    /** Empty: lost the race. Empty inside: the attempt does not live any more. */
    private Optional<Optional<Instant>> tryCheck(Lease lease) {
        var loaded = jobs.find(lease.job(), lease.attempt());
        var attempt = loaded.flatMap(LoadedJob::liveAttempt).filter(found -> found.fence() == lease.fence());
        if (loaded.isEmpty() || attempt.isEmpty()) {
            return Optional.of(Optional.empty());
        }
        var now = clock.instant();
        var due = Deadlines.due(loaded.get().value(), attempt.get(), now);
        if (due.isEmpty()) {
            return Optional.of(Optional.of(next(loaded.get(), attempt.get(), now)));
        }
        if (jobs.commit(loaded.get(), due.get()) instanceof BatchOutcome.Refused) {
            return Optional.empty();
        }
        return Optional.of(due.get()
                .attempt()
                .filter(changed -> changed.status().live())
                .map(changed -> next(loaded.get(), changed, now)));
    }

    private static Instant next(LoadedJob job, AttemptRecord attempt, Instant now) {
        var at = Deadlines.next(job.value(), attempt);
        var earliest = now.plus(SHORTEST);
        return at.isBefore(earliest) ? earliest : at;
    }

    private Optional<AttemptRecord> attempt(Lease lease) {
        return jobs.findAttempt(lease.job(), lease.attempt()).map(found -> found.value());
    }
}
