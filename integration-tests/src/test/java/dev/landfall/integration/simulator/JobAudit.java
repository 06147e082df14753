package dev.landfall.integration.simulator;

import dev.landfall.controlplane.job.AttemptRecord;
import dev.landfall.controlplane.job.AttemptStatus;
import dev.landfall.controlplane.job.JobKeys;
import dev.landfall.controlplane.job.JobRecord;
import dev.landfall.controlplane.job.JobStatus;
import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.job.DisconnectPolicy;
import dev.landfall.protocol.job.JobResult;
import dev.landfall.protocol.lease.Lease;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Jobs and attempts as the store has them, and what must hold for each change. */
final class JobAudit {
    private final Map<JobId, JobRecord> jobs = new LinkedHashMap<>();
    private final Map<Lease, AttemptRecord> attempts = new LinkedHashMap<>();
    private final Map<JobId, Map<Integer, AttemptRecord>> byNumber = new HashMap<>();
    private final Set<JobId> touched = new HashSet<>();

    void changed(JobRecord job, Moves moves) {
        var before = Optional.ofNullable(jobs.put(job.id(), job));
        Violation.unless(
                before.isEmpty() || before.get().fence() <= job.fence(),
                Invariant.GROWING_FENCES,
                job.id() + " goes back to fencing number " + job.fence());
        moves.require(
                JobKeys.trail(job.id()),
                "job",
                before.map(JobRecord::status).orElse(null),
                job.status(),
                JobStatus::mayBecome,
                JobStatus.class);
        Violation.unless(
                job.attempt() == 1 || job.request().work().disconnectPolicy() == DisconnectPolicy.STOP,
                Invariant.CONTINUE_STARTS_ONCE,
                job.id() + " may not have attempt " + job.attempt());
    }

    void changed(AttemptRecord attempt, Moves moves) {
        var numbered = byNumber.computeIfAbsent(attempt.job(), job -> new LinkedHashMap<>());
        var before = Optional.ofNullable(numbered.get(attempt.number()));
        if (before.isPresent() && before.get().fence() == attempt.fence()) {
            Violation.unless(
                    before.get().status().live() || before.get().equals(attempt),
                    Invariant.ENDED_STAYS_ENDED,
                    attempt.lease() + " is changed from " + before.get().status() + " to " + attempt.status());
        } else {
            boolean grows = numbered.values().stream().allMatch(earlier -> earlier.fence() < attempt.fence());
            Violation.unless(grows, Invariant.GROWING_FENCES, attempt.lease() + " is not the highest number");
        }
        boolean taken = before.isPresent()
                && (before.get().fence() != attempt.fence()
                        || !before.get().claimId().equals(attempt.claimId()));
        Violation.unless(
                !taken,
                Invariant.ONE_LIVE_LEASE,
                "attempt " + attempt.number() + " of " + attempt.job() + " was claimed twice");
        moves.require(
                JobKeys.trail(attempt.job()),
                "attempt " + attempt.number(),
                before.map(AttemptRecord::status).orElse(null),
                attempt.status(),
                AttemptStatus::mayBecome,
                AttemptStatus.class);
        numbered.put(attempt.number(), attempt);
        attempts.put(attempt.lease(), attempt);
        touched.add(attempt.job());
    }

    void requireOneLiveLease() {
        for (JobId job : touched) {
            long live = byNumber.getOrDefault(job, Map.of()).values().stream()
                    .filter(attempt -> attempt.status().live())
                    .count();
            Violation.unless(live <= 1, Invariant.ONE_LIVE_LEASE, job + " has " + live + " leases that hold");
        }
        touched.clear();
    }

    Optional<AttemptRecord> attempt(Lease lease) {
        return Optional.ofNullable(attempts.get(lease));
    }

    Optional<AttemptRecord> liveAttempt(JobId job) {
        return byNumber.getOrDefault(job, Map.of()).values().stream()
                .filter(attempt -> attempt.status().live())
                .findFirst();
    }

    boolean holds(Lease lease) {
        return attempt(lease).filter(found -> found.status().live()).isPresent();
    }

    boolean knows(JobId job) {
        return jobs.containsKey(job);
    }

    Collection<JobRecord> all() {
        return jobs.values();
    }

    /** A completion under this lease was answered as done. */
    void requireRecorded(Lease lease, JobResult result) {
        boolean recorded = attempt(lease)
                .filter(attempt -> result.equals(attempt.result()))
                .filter(attempt -> attempt.status() == AttemptStatus.of(result.outcome()))
                .isPresent();
        Violation.unless(
                recorded,
                Invariant.ACKNOWLEDGED_IS_RECORDED,
                lease + " was acknowledged as " + result.outcome() + " and is recorded as "
                        + attempt(lease).map(found -> found.status().name()).orElse("nothing"));
    }
}
