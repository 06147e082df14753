package dev.landfall.controlplane.event;

import dev.landfall.controlplane.job.JobKeys;
import dev.landfall.controlplane.lease.CheckLease;
import dev.landfall.controlplane.outbox.Outbox;
import dev.landfall.controlplane.records.Document;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.records.RecordQuery;
import dev.landfall.controlplane.retention.Retention;
import dev.landfall.controlplane.workflow.LiveJob;
import dev.landfall.controlplane.workflow.WaitingJobs;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks at one partition and repairs it: sends what a crash left in its outbox, does what is due for its leases and waiting
 * jobs, removes what was kept long enough. Thread-safe.
 */
final class Sweep {
    /** A partition with leases, or with something unsent, is looked at again after so long. */
    static final Duration SOON = Duration.ofMinutes(2);

    /** A partition in which jobs only wait is looked at again after so long. */
    static final Duration LATER = Duration.ofMinutes(15);

    /** Most jobs of a partition that one look goes through; more are seen when these have ended. */
    static final int MAX_JOBS = 20_000;

    private final Documents documents;
    private final Outbox outbox;
    private final CheckLease leases;
    private final WaitingJobs waiting;
    private final Retention retention;
    private final List<PartitionCare> others;
    private final InstantSource clock;

    Sweep(
            Documents documents,
            Outbox outbox,
            CheckLease leases,
            WaitingJobs waiting,
            Retention retention,
            List<PartitionCare> others,
            InstantSource clock) {
        this.documents = documents;
        this.outbox = outbox;
        this.leases = leases;
        this.waiting = waiting;
        this.retention = retention;
        this.others = List.copyOf(others);
        this.clock = clock;
    }

    /**
     * @return when the partition must be looked at again; empty when it needs nothing more
     */
    Optional<Instant> look(String partition) {
        boolean unsent = outbox.resend(partition);
        var jobs = lookAtJobs(partition);
        var now = clock.instant();
        var cared = others.stream().flatMap(other -> other.look(partition).stream());
        var own = Stream.of(
                        unsent ? Optional.of(whole(now, SOON)) : Optional.<Instant>empty(),
                        jobs.running() ? Optional.of(whole(now, SOON)) : Optional.<Instant>empty(),
                        jobs.waiting() ? Optional.of(whole(now, LATER)) : Optional.<Instant>empty(),
                        retention.slice(partition))
                .flatMap(Optional::stream);
        return Stream.concat(own, cared).min(Instant::compareTo);
    }

    /** Two looks that were asked for at different moments fall together. */
    private static Instant whole(Instant now, Duration after) {
        long step = after.toSeconds();
        return Instant.ofEpochSecond(Math.ceilDiv(now.plus(after).getEpochSecond(), step) * step);
    }

    private Seen lookAtJobs(String partition) {
        var seen = new Seen(false, false);
        var query = RecordQuery.prefix(partition, JobKeys.LIVE_PREFIX, RecordQuery.MAX_LIMIT);
        for (int read = 0; read < MAX_JOBS; ) {
            var page = documents.list(query, LiveJob.class);
            for (Document<LiveJob> job : page) {
                seen = seen.and(look(job.value()));
            }
            read += page.size();
            if (page.size() < RecordQuery.MAX_LIMIT) {
                return seen;
            }
            query = query.after(page.getLast().key().sort());
        }
        return seen;
    }

    private Seen look(LiveJob job) {
        job.lease().ifPresentOrElse(leases::sweep, () -> waiting.look(job));
        return new Seen(job.lease().isPresent(), job.lease().isEmpty());
    }

    private record Seen(boolean running, boolean waiting) {
        Seen and(Seen other) {
            return new Seen(running || other.running, waiting || other.waiting);
        }
    }
}
