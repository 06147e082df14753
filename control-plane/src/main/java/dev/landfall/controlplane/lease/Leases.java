package dev.landfall.controlplane.lease;

import dev.landfall.controlplane.metric.Metrics;
import dev.landfall.controlplane.outbox.Outbox;
import dev.landfall.controlplane.runners.Sessions;
import dev.landfall.controlplane.signing.KeyRing;
import dev.landfall.controlplane.workflow.JobCommits;
import java.time.InstantSource;

/**
 * The use cases around leases, made together because they share what they know of who holds which.
 *
 * @param guard for everything else that a runner does with a held job
 */
public record Leases(
        OpenSession open,
        ClaimJob claim,
        Heartbeats heartbeats,
        CompleteJob complete,
        LeaseGuard guard,
        CheckLease check,
        RunnerGone gone) {

    public static Leases of(
            JobCommits jobs, Sessions sessions, Outbox outbox, KeyRing keys, Metrics metrics, InstantSource clock) {
        var held = new HeldLeases();
        var guard = new LeaseGuard(jobs);
        var gone = new RunnerGone(jobs, sessions, held, clock);
        return new Leases(
                new OpenSession(sessions, gone),
                new ClaimJob(jobs, sessions, keys, held, metrics, clock),
                new Heartbeats(jobs, sessions, held, clock),
                new CompleteJob(jobs, guard, held, clock),
                guard,
                new CheckLease(jobs, outbox, clock),
                gone);
    }
}
